# What a size of machine carries. Of two sizes of one line, the larger carries more of everything.

locals {
  # Assumed, not measured. A box is willing to carry 50 people for each core of its own: cautious for 720p with layers. Half of that where cores are shared with
  # strangers. 200 Mbit/s for each core are 4 for each of them: a screen of nine pictures and what is said.
  people_per_core        = 50
  mbps_per_core          = 200
  people_per_shared_core = 25
  mbps_per_shared_core   = 100
  # No provider promises a machine more than this.
  most_mbps = 2000

  europe = ["fsn1", "hel1", "nbg1"]
  world  = ["ash", "fsn1", "hel1", "hil", "nbg1", "sin"]
  hetzner = {
    trial  = { type = "cx23", cores = 2, memory_gb = 4, shared = true, locations = local.europe }
    small  = { type = "ccx13", cores = 2, memory_gb = 8, shared = false, locations = local.world }
    medium = { type = "ccx23", cores = 4, memory_gb = 16, shared = false, locations = local.world }
    large  = { type = "ccx33", cores = 8, memory_gb = 32, shared = false, locations = local.world }
    xlarge = { type = "ccx43", cores = 16, memory_gb = 64, shared = false, locations = local.world }
  }
}

output "hetzner" {
  description = "Sizes at Hetzner Cloud: server type, cores, memory in GB, capacity in people and Mbit/s, locations that have them."
  value = {
    for name, size in local.hetzner : name => merge(size, {
      capacity      = size.cores * (size.shared ? local.people_per_shared_core : local.people_per_core)
      capacity_mbps = min(local.most_mbps, size.cores * (size.shared ? local.mbps_per_shared_core : local.mbps_per_core))
    })
  }
}

output "per_core" {
  description = "What one core of a machine of your own carries: people and Mbit/s."
  value       = { people = local.people_per_core, mbps = local.mbps_per_core }
}

output "places" {
  description = "Where Hetzner's locations are, in degrees: by it people get a box near them."
  value = {
    ash  = { latitude = 39.04, longitude = -77.49 }
    fsn1 = { latitude = 50.48, longitude = 12.37 }
    hel1 = { latitude = 60.17, longitude = 24.94 }
    hil  = { latitude = 45.52, longitude = -122.99 }
    nbg1 = { latitude = 49.45, longitude = 11.08 }
    sin  = { latitude = 1.35, longitude = 103.82 }
  }
}
