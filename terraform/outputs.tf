# What `npm run deploy` reads, and what to do next. Nothing secret.

output "account_id" {
  description = "Cloudflare account."
  value       = var.cloudflare_account_id
}

output "origin" {
  description = "Where people open the service."
  value       = local.origin
}

output "d1_database_id" {
  description = "Id of the database."
  value       = local.database.id
}

output "d1_database_name" {
  description = "Name of the database."
  value       = local.database.name
}

output "r2_bucket" {
  description = "Bucket for the files of chats."
  value       = local.bucket
}

output "boxes" {
  description = "All boxes, also those that wait for a token: id, address, region, place, capacity, and whether it is made here and there yet."
  value = [
    for id in sort(keys(local.boxes)) : {
      id            = id
      url           = local.boxes[id].url
      region        = local.boxes[id].region
      place         = try(local.places[local.boxes[id].region][0], null)
      capacity      = local.sizes[id].capacity
      capacity_mbps = local.sizes[id].capacity_mbps
      own           = !contains(module.names.made, id)
      waits         = contains(local.waiting, id)
    }
  ]
}

output "turn_urls" {
  description = "The Worker's `TURN_URLS`."
  value = join(",", flatten([
    for box in local.turn_boxes : [
      "turn:${box.turn_host}:3478?transport=udp",
      "turn:${box.turn_host}:3478?transport=tcp",
      "turns:${box.turn_host}:443?transport=tcp",
    ]
  ]))
}

output "region_places" {
  description = "The Worker's `REGION_PLACES`: where each region is, in degrees."
  value       = join(",", [for region, places in local.places : "${region}=${places[0].latitude}:${places[0].longitude}"])
}

output "existing_boxes" {
  description = "For each machine of your own: the script that makes it a box, and the ports that its firewall must let in."
  value       = { for id, box in module.existing : id => { script = box.script, ports = box.ports } }
}

output "next_step" {
  description = "What to do now."
  value = (
    length(local.boxes) == 0 ? "There is no box yet: name a region in terraform.tfvars, and apply again." :
    length(local.waiting) > 0 ? "Run \"npm run deploy\": it makes tokens for ${join(", ", local.waiting)}. Then, within the hour, \"terraform -chdir=terraform apply\" makes them." :
    length(module.existing) > 0 ? "Run \"npm run deploy\"; make your own machines (${join(", ", keys(module.existing))}) boxes as terraform/README.md says; then \"npm run doctor -- ${local.origin}\"." :
    "Run \"npm run deploy\" if anything changed, then \"npm run doctor -- ${local.origin}\"."
  )
}
