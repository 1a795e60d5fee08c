# Two names for each box, not proxied: media and TURN go to the machine itself. The service's own name belongs to wrangler.
locals {
  # Which families a box has is known before its addresses are.
  families = merge(
    { for id in local.wanted : id => ["A", "AAAA"] },
    { for id, box in module.existing : id => keys(box.addresses) },
  )
  records = merge(flatten([
    for id, types in local.families : [
      for type in types : {
        "${id}/${type}"      = { box = id, name = local.boxes[id].host, type = type }
        "turn-${id}/${type}" = { box = id, name = local.boxes[id].turn_host, type = type }
      }
    ]
  ])...)
}

resource "cloudflare_dns_record" "box" {
  for_each = local.records

  zone_id = var.cloudflare_zone_id
  name    = each.value.name
  type    = each.value.type
  content = contains(local.wanted, each.value.box) ? module.hetzner[each.value.box].addresses[each.value.type] : module.existing[each.value.box].addresses[each.value.type]
  ttl     = 300
  proxied = false
  comment = "${var.name}: box ${each.value.box}"
}
