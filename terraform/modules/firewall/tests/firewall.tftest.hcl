variables {
  cores = 4
}

run "exactly_the_ports_in_use_are_open" {
  command = plan

  assert {
    condition = join(" ", sort([for rule in output.rules : "${rule.protocol}/${coalesce(rule.port, "-")}"])) == join(" ", [
      "icmp/-", "tcp/3478", "tcp/443", "tcp/44400-44403", "tcp/80", "udp/3478", "udp/44400-44403", "udp/49152-53247",
    ])
    error_message = "The list of open ports differs."
  }
  assert {
    condition     = alltrue([for rule in output.rules : toset(rule.sources) == toset(["0.0.0.0/0", "::/0"])])
    error_message = "All are open for IPv4 and IPv6."
  }
  assert {
    condition     = length(distinct([for rule in output.rules : rule.name])) == length(output.rules)
    error_message = "Each rule has a name of its own."
  }
}

run "one_core_has_one_media_port" {
  command = plan
  variables {
    cores = 1
  }

  assert {
    condition     = length([for rule in output.rules : rule if rule.port == "44400"]) == 2
    error_message = "One media port, UDP and TCP."
  }
}

run "ssh_is_open_for_administrators_only" {
  command = plan
  variables {
    admin_addresses = ["203.0.113.7/32", "2001:db8::/48"]
  }

  assert {
    condition     = [for rule in output.rules : rule.sources if rule.port == "22"] == [tolist(["203.0.113.7/32", "2001:db8::/48"])]
    error_message = "One rule for ssh, with the administrators' addresses."
  }
  assert {
    condition     = length(output.rules) == 9
    error_message = "ssh comes in addition to the others."
  }
}

run "ssh_is_not_open_for_everybody" {
  command = plan
  variables {
    admin_addresses = ["0.0.0.0/0"]
  }
  expect_failures = [var.admin_addresses]
}

run "an_address_that_is_no_block_is_refused" {
  command = plan
  variables {
    admin_addresses = ["203.0.113.7"]
  }
  expect_failures = [var.admin_addresses]
}

run "no_core_is_refused" {
  command = plan
  variables {
    cores = 0
  }
  expect_failures = [var.cores]
}

run "media_ports_do_not_run_into_the_relays" {
  command = plan
  variables {
    media_port = 49150
  }
  expect_failures = [var.media_port]
}

run "relay_ports_go_upwards" {
  command = plan
  variables {
    relay_ports = { first = 60000, last = 59000 }
  }
  expect_failures = [var.relay_ports]
}
