# In place of the files that need a provider, so that everything else of the root module is tested without one.

variable "there" {
  description = "Boxes that Hetzner says are there already."
  type        = set(string)
  default     = []
}

locals {
  there    = var.there
  database = { id = "00000000-0000-0000-0000-000000000001", name = var.name }
  bucket   = "${var.name}-files"
}

output "user_data" {
  value     = { for id, setup in module.setup : id => setup.user_data }
  sensitive = true
}

output "rules" {
  value = { for id, firewall in module.firewall : id => firewall.rules }
}

output "wanted" {
  value = local.wanted
}
