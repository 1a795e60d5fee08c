# The resources, with the providers' own schemas and none of their clouds.

mock_provider "cloudflare" {
  mock_resource "cloudflare_d1_database" {
    defaults = { id = "00000000-0000-0000-0000-000000000001" }
  }
}

mock_provider "hcloud" {
  mock_resource "hcloud_firewall" {
    defaults = { id = "4711" }
  }
}

override_data {
  target = data.hcloud_servers.there
  values = { servers = [] }
}

variables {
  domain                = "meet.example.org"
  cloudflare_account_id = "0123456789abcdef0123456789abcdef"
  cloudflare_zone_id    = "fedcba9876543210fedcba9876543210"
  release_url           = "https://downloads.example.org/parley-box-1.0.0.tar.gz"
  release_sha256        = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  turn_secret           = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0"
  regions               = { eu-central = { count = 2, size = "medium", location = "fsn1" } }
  existing_boxes        = { basement = { region = "home", cores = 4, ipv4 = "203.0.113.9" } }
}

run "database_and_bucket_come_first" {
  command = plan

  assert {
    condition     = cloudflare_r2_bucket.files.name == "parley-files" && cloudflare_d1_database.parley.name == "parley"
    error_message = "A bucket and a database."
  }
  assert {
    condition     = cloudflare_r2_bucket_lifecycle.files.rules[0].delete_objects_transition.condition.max_age == 172800
    error_message = "Files are gone after two days at the latest."
  }
  assert {
    condition     = length(module.hetzner) == 0 && join(" ", sort(keys(cloudflare_dns_record.box))) == "basement/A turn-basement/A"
    error_message = "Boxes wait for their tokens; a machine of your own has its names at once."
  }
}

run "boxes_with_tokens_are_made" {
  command = plan
  variables {
    enrolment_tokens = { eu-central-1 = "ZW5yb2xtZW50LXRva2VuLTAx" }
  }

  assert {
    condition     = join(" ", keys(module.hetzner)) == "eu-central-1"
    error_message = "One has a token."
  }
  assert {
    condition     = join(" ", sort(keys(cloudflare_dns_record.box))) == "basement/A eu-central-1/A eu-central-1/AAAA turn-basement/A turn-eu-central-1/A turn-eu-central-1/AAAA"
    error_message = "Two names for each, IPv4 and IPv6."
  }
  assert {
    condition     = alltrue([for record in cloudflare_dns_record.box : record.proxied == false])
    error_message = "Media do not go through a proxy."
  }
}

run "a_box_that_is_there_stays_without_a_token" {
  command = plan

  override_data {
    target = data.hcloud_servers.there
    values = { servers = [{ labels = { box = "eu-central-2" } }] }
  }

  assert {
    condition     = join(" ", keys(module.hetzner)) == "eu-central-2"
    error_message = "It is there already."
  }
}
