# A box at Hetzner Cloud: a server and its firewall. Everything on it comes by user data.

terraform {
  required_providers {
    hcloud = {
      source = "hetznercloud/hcloud"
    }
  }
}

variable "service" {
  description = "Begins the names; servers of the service are labelled with it."
  type        = string
}

variable "box" {
  description = "The box, as the module names calls it."
  type        = object({ id = string, region = string, host = string, turn_host = string, url = string })
}

variable "server_type" {
  description = "Hetzner's name of the size."
  type        = string
}

variable "location" {
  description = "Hetzner's name of the place."
  type        = string
}

variable "image" {
  description = "Operating system."
  type        = string
}

variable "ssh_keys" {
  description = "Names of SSH keys at Hetzner."
  type        = list(string)
}

variable "user_data" {
  description = "From the module cloud-init. The provider keeps only a hash of it in the state."
  type        = string
  sensitive   = true
}

variable "rules" {
  description = "From the module firewall."
  type = list(object({
    name        = string
    protocol    = string
    port        = string
    sources     = list(string)
    description = string
  }))
}

locals {
  name   = "${var.service}-${var.box.id}"
  labels = { parley = var.service, box = var.box.id, region = var.box.region }
}

resource "hcloud_firewall" "box" {
  name   = local.name
  labels = local.labels

  dynamic "rule" {
    for_each = var.rules

    content {
      direction   = "in"
      protocol    = rule.value.protocol
      port        = rule.value.port
      source_ips  = rule.value.sources
      description = rule.value.description
    }
  }
}

resource "hcloud_server" "box" {
  name                     = local.name
  labels                   = local.labels
  server_type              = var.server_type
  location                 = var.location
  image                    = var.image
  ssh_keys                 = var.ssh_keys
  user_data                = var.user_data
  firewall_ids             = [hcloud_firewall.box.id]
  shutdown_before_deletion = true

  public_net {
    ipv4_enabled = true
    ipv6_enabled = true
  }

  lifecycle {
    # These count when the machine is made. A new release or token must not make it anew, with people on it.
    ignore_changes = [user_data, image, ssh_keys, location]
  }
}

output "addresses" {
  description = "Public addresses by type of DNS record."
  value       = { A = hcloud_server.box.ipv4_address, AAAA = hcloud_server.box.ipv6_address }
}
