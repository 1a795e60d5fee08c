variables {
  box_domain = "boxes.meet.example.org"
  counts     = { eu-central = 2 }
}

run "a_box_is_called_after_its_region_and_number" {
  command = plan

  assert {
    condition     = join(",", sort(keys(output.boxes))) == "eu-central-1,eu-central-2"
    error_message = "The ids of two boxes in one region."
  }
  assert {
    condition     = output.boxes["eu-central-2"].host == "eu-central-2.boxes.meet.example.org"
    error_message = "The host name."
  }
  assert {
    condition     = output.boxes["eu-central-2"].turn_host == "turn-eu-central-2.boxes.meet.example.org"
    error_message = "The TURN host name."
  }
  assert {
    condition     = output.boxes["eu-central-2"].url == "https://eu-central-2.boxes.meet.example.org"
    error_message = "The address."
  }
}

run "names_stay_when_regions_and_boxes_are_added" {
  command = plan
  variables {
    counts = { asia = 1, eu-central = 3, us-east = 2 }
    own    = { basement = "eu-central" }
  }

  assert {
    condition     = output.boxes["eu-central-1"] == run.a_box_is_called_after_its_region_and_number.boxes["eu-central-1"]
    error_message = "The first box was renamed."
  }
  assert {
    condition     = output.boxes["eu-central-2"] == run.a_box_is_called_after_its_region_and_number.boxes["eu-central-2"]
    error_message = "The second box was renamed."
  }
  assert {
    condition     = length(output.boxes) == 7 && length(output.made) == 6
    error_message = "Six boxes are made, and one is there already."
  }
}

run "all_host_names_differ" {
  command = plan
  variables {
    # Hyphens and digits at the end of a region's name must not make two boxes one.
    counts = { eu = 11, eu-1 = 11, eu-1-1 = 2, "1" = 2 }
  }

  assert {
    condition     = length(distinct(concat([for box in values(output.boxes) : box.host], [for box in values(output.boxes) : box.turn_host]))) == 52
    error_message = "Two boxes share a name."
  }
}

run "no_box_is_a_fleet_too" {
  command = plan
  variables {
    counts = { eu-central = 0 }
  }

  assert {
    condition     = length(output.boxes) == 0
    error_message = "A region of no boxes has none."
  }
}

run "twenty_boxes_are_the_most" {
  command = plan
  variables {
    counts = { eu-central = 21 }
  }
  expect_failures = [var.counts]
}

run "half_a_box_is_none" {
  command = plan
  variables {
    counts = { eu-central = 1.5 }
  }
  expect_failures = [var.counts]
}

run "fewer_than_no_box_is_refused" {
  command = plan
  variables {
    counts = { eu-central = -1 }
  }
  expect_failures = [var.counts]
}

run "a_region_with_a_space_is_refused" {
  command = plan
  variables {
    counts = { "EU Central" = 1 }
  }
  expect_failures = [var.counts]
}

run "a_region_that_looks_like_a_turn_server_is_refused" {
  command = plan
  variables {
    counts = { turn-eu = 1 }
  }
  expect_failures = [var.counts]
}

run "a_region_of_38_letters_is_refused" {
  command = plan
  variables {
    counts = { abcdefghijklmnopqrstuvwxyzabcdefghijkl = 1 }
  }
  expect_failures = [var.counts]
}

run "a_domain_with_a_scheme_is_refused" {
  command = plan
  variables {
    box_domain = "https://boxes.example.org"
  }
  expect_failures = [var.box_domain]
}

run "an_own_box_does_not_take_anothers_id" {
  command = plan
  variables {
    own = { eu-central-2 = "eu-central" }
  }
  expect_failures = [var.own]
}

run "an_own_box_with_a_dot_is_refused" {
  command = plan
  variables {
    own = { "box.one" = "eu-central" }
  }
  expect_failures = [var.own]
}

run "an_own_box_with_a_bad_region_is_refused" {
  command = plan
  variables {
    own = { basement = "EU" }
  }
  expect_failures = [var.own]
}
