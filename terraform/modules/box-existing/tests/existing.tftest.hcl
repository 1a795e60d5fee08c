variables {
  ipv4  = "203.0.113.9"
  setup = "#!/bin/sh\n"
  rules = [
    { name = "web", protocol = "tcp", port = "443", sources = ["::/0"], description = "" },
    { name = "ssh", protocol = "tcp", port = "22", sources = ["::/0"], description = "" },
    { name = "icmp", protocol = "icmp", port = null, sources = ["::/0"], description = "" },
  ]
}

run "an_address_it_lacks_has_no_record" {
  command = plan

  assert {
    condition     = output.addresses == { A = "203.0.113.9" }
    error_message = "There is no IPv6 address."
  }
}

run "its_ports_are_listed_but_for_ssh" {
  command = plan

  assert {
    condition     = join(", ", output.ports) == "tcp 443, icmp"
    error_message = "ssh on the owner's machine is the owner's."
  }
}

run "without_an_address_nobody_finds_it" {
  command = plan
  variables {
    ipv4 = null
  }
  expect_failures = [var.ipv6]
}
