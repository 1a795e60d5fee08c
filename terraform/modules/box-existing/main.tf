# A box on a machine that you have already: the same service definition, run by hand. Nothing is made.

variable "ipv4" {
  description = "Public IPv4 address, or null."
  type        = string
  default     = null
}

variable "ipv6" {
  description = "Public IPv6 address, or null."
  type        = string
  default     = null

  validation {
    condition     = var.ipv4 != null || var.ipv6 != null
    error_message = "A box needs a public address: ipv4, ipv6 or both."
  }
}

variable "setup" {
  description = "The script of the module cloud-init."
  type        = string
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

output "addresses" {
  description = "Public addresses by type of DNS record."
  value       = { for type, address in { A = var.ipv4, AAAA = var.ipv6 } : type => address if address != null }
}

output "script" {
  description = "Run it as root on the machine; it asks for TURN_SECRET and BOX_ENROLMENT_TOKEN."
  value       = var.setup
}

output "ports" {
  description = "What the machine's firewall must let in, each as protocol and port; ssh is yours to decide."
  value       = [for rule in var.rules : rule.port == null ? rule.protocol : "${rule.protocol} ${rule.port}" if rule.name != "ssh"]
}
