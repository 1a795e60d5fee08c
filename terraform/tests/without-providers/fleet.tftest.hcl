variables {
  domain                = "meet.example.org"
  cloudflare_account_id = "0123456789abcdef0123456789abcdef"
  cloudflare_zone_id    = "fedcba9876543210fedcba9876543210"
  release_url           = "https://downloads.example.org/parley-box-1.0.0.tar.gz"
  release_sha256        = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  turn_secret           = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0"
  regions = {
    eu-central = { count = 2, size = "medium", location = "fsn1" }
    us-east    = { count = 1, location = "ash" }
  }
}

run "boxes_wait_for_their_tokens" {
  command = plan

  assert {
    condition     = length(output.wanted) == 0 && join(" ", output.boxes[*].id) == "eu-central-1 eu-central-2 us-east-1"
    error_message = "All are listed, none is made."
  }
  assert {
    condition     = alltrue(output.boxes[*].waits)
    error_message = "All wait."
  }
  assert {
    condition     = strcontains(output.next_step, "npm run deploy") && strcontains(output.next_step, "eu-central-1, eu-central-2, us-east-1") && strcontains(output.next_step, "terraform -chdir=terraform apply")
    error_message = "The next step is to make tokens."
  }
}

run "a_box_is_made_once_it_has_a_token" {
  command = plan
  variables {
    enrolment_tokens = { eu-central-2 = "ZW5yb2xtZW50LXRva2VuLTAx" }
  }

  assert {
    condition     = output.wanted == toset(["eu-central-2"])
    error_message = "One has a token."
  }
  assert {
    condition     = strcontains(output.user_data["eu-central-2"], "BOX_ENROLMENT_TOKEN=ZW5yb2xtZW50LXRva2VuLTAx") && !strcontains(output.user_data["eu-central-1"], "BOX_ENROLMENT_TOKEN")
    error_message = "Each gets its own token."
  }
}

run "tokens_that_expired_make_no_box" {
  command = plan
  variables {
    enrolment_tokens        = { eu-central-1 = "ZW5yb2xtZW50LXRva2VuLTAx", eu-central-2 = "ZW5yb2xtZW50LXRva2VuLTAy" }
    enrolment_tokens_expire = "2020-01-31T12:00:00Z"
    there                   = ["eu-central-1"]
  }

  assert {
    condition     = output.wanted == toset(["eu-central-1"]) && strcontains(output.next_step, "tokens for eu-central-2, us-east-1")
    error_message = "One is there; the others wait for new tokens."
  }
}

run "tokens_that_are_good_still_make_boxes" {
  command = plan
  variables {
    enrolment_tokens        = { eu-central-1 = "ZW5yb2xtZW50LXRva2VuLTAx" }
    enrolment_tokens_expire = "2999-01-31T12:00:00Z"
  }

  assert {
    condition     = output.wanted == toset(["eu-central-1"])
    error_message = "There is time left."
  }
}

run "a_time_that_is_none_is_refused" {
  command = plan
  variables {
    enrolment_tokens_expire = "in an hour"
  }
  expect_failures = [var.enrolment_tokens_expire]
}

run "a_lost_file_of_tokens_unmakes_no_box" {
  command = plan
  variables {
    there = ["eu-central-1", "us-east-1"]
  }

  assert {
    condition     = output.wanted == toset(["eu-central-1", "us-east-1"])
    error_message = "What is there stays."
  }
}

run "a_box_that_no_region_counts_any_more_goes" {
  command = plan
  variables {
    regions = { eu-central = { count = 1, location = "fsn1" } }
    there   = ["eu-central-1", "eu-central-2", "us-east-1"]
  }

  assert {
    condition     = output.wanted == toset(["eu-central-1"])
    error_message = "Only what the regions count stays."
  }
}

run "a_token_for_nobody_makes_no_box" {
  command = plan
  variables {
    enrolment_tokens = { asia-1 = "ZW5yb2xtZW50LXRva2VuLTAx" }
  }

  assert {
    condition     = length(output.wanted) == 0
    error_message = "Nobody is called asia-1."
  }
}

run "each_size_has_its_capacity_and_ports" {
  command = plan

  assert {
    condition     = strcontains(output.user_data["eu-central-1"], "BOX_CAPACITY=200\n") && strcontains(output.user_data["us-east-1"], "BOX_CAPACITY=100\n")
    error_message = "Four cores take 200 people, two 100."
  }
  assert {
    condition     = contains(output.rules["eu-central-1"][*].port, "44400-44403") && contains(output.rules["us-east-1"][*].port, "44400-44401")
    error_message = "A media port for each core."
  }
}

run "the_outputs_are_what_a_deployment_reads" {
  command = plan

  assert {
    condition     = output.account_id == "0123456789abcdef0123456789abcdef" && output.origin == "https://meet.example.org" && output.r2_bucket == "parley-files" && output.d1_database_name == "parley"
    error_message = "Account, origin, bucket, database."
  }
  assert {
    condition     = output.boxes[0].url == "https://eu-central-1.boxes.meet.example.org" && output.boxes[0].region == "eu-central" && output.boxes[0].place.latitude == 50.48
    error_message = "A box has an address, a region and a place."
  }
  assert {
    condition     = output.region_places == "eu-central=50.48:12.37,us-east=39.04:-77.49"
    error_message = "Where the regions are."
  }
  assert {
    condition = output.turn_urls == join(",", [
      "turn:turn-eu-central-1.boxes.meet.example.org:3478?transport=udp",
      "turn:turn-eu-central-1.boxes.meet.example.org:3478?transport=tcp",
      "turns:turn-eu-central-1.boxes.meet.example.org:443?transport=tcp",
      "turn:turn-us-east-1.boxes.meet.example.org:3478?transport=udp",
      "turn:turn-us-east-1.boxes.meet.example.org:3478?transport=tcp",
      "turns:turn-us-east-1.boxes.meet.example.org:443?transport=tcp",
    ])
    error_message = "Three ways to the first box of each of two regions."
  }
}

run "an_own_machine_is_a_box_like_the_others" {
  command = plan
  variables {
    regions        = {}
    existing_boxes = { basement = { region = "home", cores = 4, ipv4 = "203.0.113.9", place = { latitude = 52.5, longitude = 13.4 } } }
    box_domain     = "b.example.org"
  }

  assert {
    condition     = output.boxes[0].url == "https://basement.b.example.org" && output.boxes[0].own && !output.boxes[0].waits
    error_message = "It is listed, and nobody waits for it."
  }
  assert {
    condition     = strcontains(output.existing_boxes["basement"].script, "BOX_CAPACITY=200\n") && contains(output.existing_boxes["basement"].ports, "tcp 44400-44403")
    error_message = "Its script and its ports."
  }
  assert {
    condition     = output.region_places == "home=52.5:13.4"
    error_message = "Its place."
  }
}

run "a_service_may_begin_without_boxes" {
  command = plan
  variables {
    regions = {}
  }

  assert {
    condition     = length(output.boxes) == 0 && output.turn_urls == "" && output.region_places == "" && strcontains(output.next_step, "no box yet")
    error_message = "Nothing is there, and it says so."
  }
}

run "a_domain_with_a_scheme_is_refused" {
  command = plan
  variables {
    domain = "https://meet.example.org"
  }
  expect_failures = [var.domain]
}

run "a_box_domain_with_a_port_is_refused" {
  command = plan
  variables {
    box_domain = "boxes.example.org:443"
  }
  expect_failures = [var.box_domain]
}

run "a_name_with_a_space_is_refused" {
  command = plan
  variables {
    name = "my parley"
  }
  expect_failures = [var.name]
}

run "an_account_that_is_an_address_is_refused" {
  command = plan
  variables {
    cloudflare_account_id = "someone@example.org"
  }
  expect_failures = [var.cloudflare_account_id]
}

run "a_zone_that_is_a_domain_is_refused" {
  command = plan
  variables {
    cloudflare_zone_id = "example.org"
  }
  expect_failures = [var.cloudflare_zone_id]
}

run "an_unknown_data_location_is_refused" {
  command = plan
  variables {
    data_location = "mars"
  }
  expect_failures = [var.data_location]
}

run "an_unknown_size_is_refused" {
  command = plan
  variables {
    regions = { eu-central = { count = 1, size = "huge", location = "fsn1" } }
  }
  expect_failures = [var.regions]
}

run "an_unknown_location_is_refused" {
  command = plan
  variables {
    regions = { eu-central = { count = 1, location = "frankfurt" } }
  }
  expect_failures = [var.regions]
}

run "a_size_that_its_location_lacks_is_refused" {
  command = plan
  variables {
    regions = { us-east = { count = 1, size = "trial", location = "ash" } }
  }
  expect_failures = [var.regions]
}

run "twenty_one_boxes_in_a_region_are_refused" {
  command = plan
  variables {
    regions = { eu-central = { count = 21, location = "fsn1" } }
  }
  expect_failures = [var.regions]
}

run "an_own_machine_without_an_address_is_refused" {
  command = plan
  variables {
    existing_boxes = { basement = { region = "home", cores = 4 } }
  }
  expect_failures = [var.existing_boxes]
}

run "an_own_machine_with_a_bad_address_is_refused" {
  command = plan
  variables {
    existing_boxes = { basement = { region = "home", cores = 4, ipv4 = "203.0.113.900" } }
  }
  expect_failures = [var.existing_boxes]
}

run "an_own_machine_without_cores_is_refused" {
  command = plan
  variables {
    existing_boxes = { basement = { region = "home", cores = 0, ipv4 = "203.0.113.9" } }
  }
  expect_failures = [var.existing_boxes]
}

run "a_place_off_the_planet_is_refused" {
  command = plan
  variables {
    existing_boxes = { basement = { region = "home", cores = 2, ipv4 = "203.0.113.9", place = { latitude = 91, longitude = 0 } } }
  }
  expect_failures = [var.existing_boxes]
}

run "another_system_is_refused" {
  command = plan
  variables {
    image = "fedora-42"
  }
  expect_failures = [var.image]
}

run "ssh_for_everybody_is_refused" {
  command = plan
  variables {
    admin_addresses = ["::/0"]
  }
  expect_failures = [var.admin_addresses]
}

run "a_release_over_http_is_refused" {
  command = plan
  variables {
    release_url = "http://downloads.example.org/box.tar.gz"
  }
  expect_failures = [var.release_url]
}

run "a_short_hash_is_refused" {
  command = plan
  variables {
    release_sha256 = "0123"
  }
  expect_failures = [var.release_sha256]
}

run "an_e_mail_address_without_an_at_is_refused" {
  command = plan
  variables {
    acme_email = "ops.example.org"
  }
  expect_failures = [var.acme_email]
}

run "a_short_turn_secret_is_refused" {
  command = plan
  variables {
    turn_secret = "secret"
  }
  expect_failures = [var.turn_secret]
}

run "a_token_that_is_none_is_refused" {
  command = plan
  variables {
    enrolment_tokens = { eu-central-1 = "token" }
  }
  expect_failures = [var.enrolment_tokens]
}
