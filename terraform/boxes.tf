# The boxes that are made. Which of them are there already, Hetzner says.
data "hcloud_servers" "there" {
  count         = length(module.names.made) > 0 ? 1 : 0
  with_selector = "parley=${var.name}"
}

locals {
  there = toset(flatten([for found in data.hcloud_servers.there : [for server in found.servers : lookup(server.labels, "box", "")]]))
}

module "hetzner" {
  source   = "./modules/box-hetzner"
  for_each = local.wanted

  service     = var.name
  box         = local.boxes[each.key]
  server_type = module.sizes.hetzner[var.regions[local.boxes[each.key].region].size].type
  location    = var.regions[local.boxes[each.key].region].location
  image       = var.image
  ssh_keys    = var.ssh_keys
  user_data   = module.setup[each.key].user_data
  rules       = module.firewall[each.key].rules
}
