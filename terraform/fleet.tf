# What follows from the variables alone: who is called what, how large it is, what may come in, what it is made from. No provider is
# asked here, so that all of it is tested without one.

module "names" {
  source     = "./modules/names"
  box_domain = var.box_domain == null ? "boxes.${var.domain}" : var.box_domain
  counts     = { for region, wanted in var.regions : region => wanted.count }
  own        = { for id, box in var.existing_boxes : id => box.region }
}

module "sizes" {
  source = "./modules/sizes"
}

locals {
  origin = "https://${var.domain}"
  boxes  = module.names.boxes

  sizes = {
    for id, box in local.boxes : id => contains(module.names.made, id) ? {
      cores         = module.sizes.hetzner[var.regions[box.region].size].cores
      capacity      = module.sizes.hetzner[var.regions[box.region].size].capacity
      capacity_mbps = module.sizes.hetzner[var.regions[box.region].size].capacity_mbps
      } : {
      cores         = var.existing_boxes[id].cores
      capacity      = var.existing_boxes[id].cores * module.sizes.per_core.people
      capacity_mbps = var.existing_boxes[id].cores * module.sizes.per_core.mbps
    }
  }

  # A box is made once there is a good token for it, and stays for as long as its region counts it: a lost file of tokens unmakes nothing.
  expired    = var.enrolment_tokens_expire != null && try(timecmp(plantimestamp(), var.enrolment_tokens_expire) >= 0, true)
  with_token = local.expired ? [] : nonsensitive(keys(var.enrolment_tokens))
  wanted     = toset([for id in module.names.made : id if contains(local.with_token, id) || contains(local.there, id)])
  waiting    = sort(setsubtract(module.names.made, local.wanted))

  places = merge(
    { for box in values(var.existing_boxes) : box.region => box.place... if box.place != null },
    { for region, wanted in var.regions : region => [module.sizes.places[wanted.location]] },
  )

  # TURN is for the few whose network lets nothing else through, and any box will do: three ways to each of two are as many as a browser
  # tries without becoming slow.
  turn_boxes = slice(
    [for region in sort(distinct(values(local.boxes)[*].region)) : [for id in sort(keys(local.boxes)) : local.boxes[id] if local.boxes[id].region == region][0]],
    0,
    min(2, length(distinct(values(local.boxes)[*].region))),
  )
}

module "setup" {
  source   = "./modules/cloud-init"
  for_each = local.boxes

  box             = each.value
  worker_url      = local.origin
  capacity        = local.sizes[each.key].capacity
  capacity_mbps   = local.sizes[each.key].capacity_mbps
  release         = { url = var.release_url, sha256 = var.release_sha256 }
  acme_email      = var.acme_email
  nat             = contains(module.names.made, each.key) ? { listen = [], announced = [] } : var.existing_boxes[each.key].nat
  turn_secret     = var.turn_secret
  enrolment_token = lookup(var.enrolment_tokens, each.key, null)
}

module "firewall" {
  source   = "./modules/firewall"
  for_each = local.boxes

  cores           = local.sizes[each.key].cores
  admin_addresses = var.admin_addresses
}

module "existing" {
  source   = "./modules/box-existing"
  for_each = var.existing_boxes

  ipv4  = each.value.ipv4
  ipv6  = each.value.ipv6
  setup = module.setup[each.key].script
  rules = module.firewall[each.key].rules
}
