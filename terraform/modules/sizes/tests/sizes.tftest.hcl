run "a_medium_machine_carries_200_people" {
  command = plan

  assert {
    condition     = output.hetzner["medium"].capacity == 200 && output.hetzner["medium"].capacity_mbps == 800
    error_message = "Four cores: 200 people, 800 Mbit/s."
  }
  assert {
    condition     = output.hetzner["trial"].capacity == 50 && output.hetzner["trial"].capacity_mbps == 200
    error_message = "Two shared cores count half."
  }
  assert {
    condition     = output.hetzner["xlarge"].capacity == 800 && output.hetzner["xlarge"].capacity_mbps == 2000
    error_message = "No machine is promised more than 2,000 Mbit/s."
  }
}

run "every_location_has_a_place" {
  command = plan

  assert {
    condition     = alltrue([for size in values(output.hetzner) : length(setsubtract(size.locations, keys(output.places))) == 0])
    error_message = "A location is nowhere."
  }
  assert {
    condition     = alltrue([for place in values(output.places) : abs(place.latitude) <= 90 && abs(place.longitude) <= 180])
    error_message = "A place is not on this planet."
  }
}

run "each_size_is_larger_than_the_one_before" {
  command = plan

  assert {
    condition = alltrue([
      for pair in [["trial", "small"], ["small", "medium"], ["medium", "large"], ["large", "xlarge"]] :
      output.hetzner[pair[0]].capacity < output.hetzner[pair[1]].capacity &&
      output.hetzner[pair[0]].memory_gb < output.hetzner[pair[1]].memory_gb
    ])
    error_message = "A larger size carries more people and has more memory."
  }
}
