# What may come in to a box, from anywhere but for ssh: exactly what it listens on. What is not listed is refused.

variable "cores" {
  description = "Cores of the box: each has a media worker with a port of its own."
  type        = number

  validation {
    condition     = var.cores >= 1 && var.cores <= 256 && floor(var.cores) == var.cores
    error_message = "cores must be a whole number from 1 to 256."
  }
}

variable "media_port" {
  description = "First media port; each further core has the next."
  type        = number
  default     = 44400

  validation {
    condition     = var.media_port >= 5500 && var.media_port + var.cores - 1 < var.relay_ports.first && floor(var.media_port) == var.media_port && (var.media_port > 8443 || var.media_port + var.cores - 1 < 8443)
    error_message = "media_port must leave a port for each core between 5500 and the first relay port, and leave out 8443."
  }
}

variable "relay_ports" {
  description = "UDP ports that the TURN server relays from. The install script sets the same in coturn's configuration."
  type        = object({ first = number, last = number })
  default     = { first = 49152, last = 53247 }

  validation {
    condition     = var.relay_ports.first >= 1024 && var.relay_ports.last <= 65535 && var.relay_ports.first < var.relay_ports.last
    error_message = "relay_ports must go upwards, between 1024 and 65535."
  }
}

variable "admin_addresses" {
  description = "CIDR blocks that may open ssh; nobody when empty."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for block in var.admin_addresses : can(cidrhost(block, 0))])
    error_message = "Each of admin_addresses must be a CIDR block, like 203.0.113.7/32 or 2001:db8::/48."
  }

  validation {
    condition     = alltrue([for block in var.admin_addresses : !can(regex("/0$", block))])
    error_message = "admin_addresses must not hold the whole internet (/0)."
  }
}

locals {
  everybody = ["0.0.0.0/0", "::/0"]
  media     = var.cores == 1 ? "${var.media_port}" : "${var.media_port}-${var.media_port + var.cores - 1}"
  relay     = "${var.relay_ports.first}-${var.relay_ports.last}"

  open = [
    { name = "web", protocol = "tcp", port = "443", sources = local.everybody, description = "Signaling and TURN over TLS, told apart by name" },
    { name = "acme", protocol = "tcp", port = "80", sources = local.everybody, description = "Certificates: the authority looks here" },
    { name = "turn-udp", protocol = "udp", port = "3478", sources = local.everybody, description = "TURN" },
    { name = "turn-tcp", protocol = "tcp", port = "3478", sources = local.everybody, description = "TURN where UDP is blocked" },
    { name = "media-udp", protocol = "udp", port = local.media, sources = local.everybody, description = "Media, one port for each core" },
    { name = "media-tcp", protocol = "tcp", port = local.media, sources = local.everybody, description = "Media where UDP is blocked" },
    { name = "relay", protocol = "udp", port = local.relay, sources = local.everybody, description = "What TURN relays" },
    # Without it, paths with a smaller packet size swallow large packets (RFC 4890).
    { name = "icmp", protocol = "icmp", port = null, sources = local.everybody, description = "Packet size discovery" },
  ]
  ssh = [
    { name = "ssh", protocol = "tcp", port = "22", sources = var.admin_addresses, description = "Administration" },
  ]
}

output "rules" {
  description = "Rules for traffic that comes in, for IPv4 and IPv6: name, protocol, port or range (null: has none), sources, description."
  value       = concat(local.open, length(var.admin_addresses) == 0 ? [] : local.ssh)
}
