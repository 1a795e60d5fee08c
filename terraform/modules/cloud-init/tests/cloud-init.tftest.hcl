variables {
  box = {
    id        = "eu-central-1"
    region    = "eu-central"
    host      = "eu-central-1.boxes.meet.example.org"
    turn_host = "turn-eu-central-1.boxes.meet.example.org"
    url       = "https://eu-central-1.boxes.meet.example.org"
  }
  worker_url    = "https://meet.example.org"
  capacity      = 200
  capacity_mbps = 800
  release = {
    url    = "https://downloads.example.org/parley-box-1.0.0.tar.gz"
    sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  }
  acme_email      = "ops@example.org"
  turn_secret     = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0"
  enrolment_token = "ZW5yb2xtZW50LXRva2VuLTAx"
}

run "user_data_is_cloud_config" {
  command = plan

  assert {
    condition     = startswith(output.user_data, "#cloud-config\n") && can(yamldecode(output.user_data))
    error_message = "cloud-init goes by the first line, and reads YAML."
  }
  assert {
    condition     = length(output.user_data) < 16384
    error_message = "The user data has grown beyond what the smallest providers take."
  }
  assert {
    condition     = yamldecode(output.user_data).ntp == { enabled = true, ntp_client = "chrony" } && contains(yamldecode(output.user_data).packages, "unattended-upgrades")
    error_message = "The clock is kept, and security updates come by themselves."
  }
  assert {
    condition     = yamldecode(output.user_data).ssh_pwauth == false
    error_message = "Nobody comes in by a password."
  }
}

run "the_settings_are_whole_and_for_root_only" {
  command = plan

  assert {
    condition     = [for file in yamldecode(output.user_data).write_files : "${file.permissions} ${file.owner}" if file.path == "/etc/parley/box.env"] == ["0600 root:root"]
    error_message = "One box.env, for root only."
  }
  assert {
    condition = one([for file in yamldecode(output.user_data).write_files : toset(compact(split("\n", file.content))) if file.path == "/etc/parley/box.env"]) == toset([
      "PARLEY_WORKER_URL=https://meet.example.org",
      "BOX_ID=eu-central-1",
      "BOX_REGION=eu-central",
      "BOX_PUBLIC_URL=https://eu-central-1.boxes.meet.example.org",
      "BOX_CAPACITY=200",
      "BOX_CAPACITY_MBPS=800",
      "BOX_ENROLMENT_TOKEN=ZW5yb2xtZW50LXRva2VuLTAx",
      "TURN_HOST=turn-eu-central-1.boxes.meet.example.org",
      "TURN_SECRET=0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
      "ACME_EMAIL=ops@example.org",
      "MEDIA_PORT=44400",
    ])
    error_message = "The lines of box.env differ."
  }
}

run "secrets_are_in_no_other_file" {
  command = plan

  assert {
    condition = alltrue([
      for file in yamldecode(output.user_data).write_files : file.path == "/etc/parley/box.env" ||
      !(strcontains(file.content, nonsensitive(var.turn_secret)) || strcontains(file.content, nonsensitive(var.enrolment_token)))
    ])
    error_message = "A secret is in a file that others may read."
  }
  assert {
    condition     = !strcontains(output.script, nonsensitive(var.turn_secret)) && !strcontains(output.script, nonsensitive(var.enrolment_token))
    error_message = "A secret is in the script."
  }
}

run "the_metadata_service_is_closed_before_the_box_is_installed" {
  command = plan

  assert {
    condition = yamldecode(output.user_data).runcmd == [
      ["systemctl", "daemon-reload"],
      ["systemctl", "enable", "--now", "parley-metadata-firewall.service"],
      ["systemctl", "enable", "--now", "unattended-upgrades.service"],
      ["/usr/local/sbin/parley-setup"],
    ]
    error_message = "What runs at the first start, and in which order."
  }
  assert {
    condition = one([
      for file in yamldecode(output.user_data).write_files : strcontains(file.content, "ip daddr 169.254.169.254 meta skuid != 0 counter reject") if file.path == "/etc/parley/metadata.nft"
    ])
    error_message = "The rule for the metadata address."
  }
}

run "the_metadata_service_stays_closed_when_nftables_empties_the_rules" {
  command = plan

  assert {
    condition = one([
      for file in yamldecode(output.user_data).write_files : length(setsubtract([
        "After=nftables.service",
        "PartOf=nftables.service",
        "ReloadPropagatedFrom=nftables.service",
        "ExecReload=/usr/sbin/nft -f /etc/parley/metadata.nft",
        "WantedBy=multi-user.target nftables.service",
      ], split("\n", file.content))) == 0 if file.path == "/etc/systemd/system/parley-metadata-firewall.service"
    ])
    error_message = "A stop, start, restart or reload of nftables.service must bring the rule back."
  }
}

run "only_the_release_that_was_asked_for_is_installed" {
  command = plan

  assert {
    condition = one([
      for file in yamldecode(output.user_data).write_files :
      strcontains(file.content, "url='https://downloads.example.org/parley-box-1.0.0.tar.gz'") &&
      strcontains(file.content, "sha256='0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'") &&
      strcontains(file.content, "sha256sum --check") && strcontains(file.content, "install/install.sh")
      if file.path == "/usr/local/sbin/parley-setup"
    ])
    error_message = "The download is checked before it is unpacked."
  }
}

run "an_own_machine_gets_the_same_files" {
  command = plan

  assert {
    condition = alltrue([
      for file in yamldecode(output.user_data).write_files : strcontains(output.script, file.content) if file.path != "/etc/parley/box.env"
    ])
    error_message = "The script writes other files than cloud-init does."
  }
  assert {
    condition     = alltrue([for command in yamldecode(output.user_data).runcmd : strcontains(output.script, join(" ", command))])
    error_message = "The script runs other commands than cloud-init does."
  }
  assert {
    condition     = strcontains(output.script, "BOX_ID=eu-central-1\n")
    error_message = "The script knows the box."
  }
}

run "an_enrolled_box_needs_no_token" {
  command = plan
  variables {
    enrolment_token = null
    acme_email      = null
  }

  assert {
    condition     = !strcontains(output.user_data, "BOX_ENROLMENT_TOKEN") && !strcontains(output.user_data, "ACME_EMAIL")
    error_message = "What is not there is not set."
  }
}

run "addresses_behind_nat_are_announced" {
  command = plan
  variables {
    nat = { listen = ["10.0.0.5", "fd00::5"], announced = ["203.0.113.5", "2001:db8::5"] }
  }

  assert {
    condition     = strcontains(output.script, "MEDIA_LISTEN_ADDRESSES=10.0.0.5,fd00::5\n") && strcontains(output.script, "MEDIA_ANNOUNCED_ADDRESSES=203.0.113.5,2001:db8::5\n")
    error_message = "Both lists, in the same order."
  }
}

run "an_announced_address_belongs_to_one_to_listen_on" {
  command = plan
  variables {
    nat = { listen = [], announced = ["203.0.113.5"] }
  }
  expect_failures = [var.nat]
}

run "a_short_turn_secret_is_refused" {
  command = plan
  variables {
    turn_secret = "secret"
  }
  expect_failures = [var.turn_secret]
}

run "a_turn_secret_cannot_add_a_line" {
  command = plan
  variables {
    turn_secret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0\nBOX_ID=another-box"
  }
  expect_failures = [var.turn_secret]
}

run "a_token_with_a_quote_is_refused" {
  command = plan
  variables {
    enrolment_token = "ZW5yb2xtZW50LXRva2VuLTAx'"
  }
  expect_failures = [var.enrolment_token]
}

run "a_release_over_http_is_refused" {
  command = plan
  variables {
    release = { url = "http://downloads.example.org/box.tar.gz", sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }
  }
  expect_failures = [var.release]
}

run "a_release_cannot_end_the_quotes_it_stands_in" {
  command = plan
  variables {
    release = { url = "https://downloads.example.org/box';reboot;'", sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }
  }
  expect_failures = [var.release]
}

run "a_release_without_a_hash_is_refused" {
  command = plan
  variables {
    release = { url = "https://downloads.example.org/box.tar.gz", sha256 = "" }
  }
  expect_failures = [var.release]
}

run "a_worker_with_a_path_is_refused" {
  command = plan
  variables {
    worker_url = "https://meet.example.org/app"
  }
  expect_failures = [var.worker_url]
}

run "a_box_for_nobody_is_refused" {
  command = plan
  variables {
    capacity = 0
  }
  expect_failures = [var.capacity]
}

run "an_address_without_an_at_is_refused" {
  command = plan
  variables {
    acme_email = "ops.example.org"
  }
  expect_failures = [var.acme_email]
}
