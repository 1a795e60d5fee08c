variable "box" {
  description = "The box, as the module names calls it."
  type = object({
    id        = string
    region    = string
    host      = string
    turn_host = string
    url       = string
  })

  validation {
    condition     = var.box.url == "https://${var.box.host}" && var.box.turn_host != var.box.host
    error_message = "The box's url must be https:// and its host, and its TURN host must have another name."
  }
}

variable "worker_url" {
  description = "The service's address, as people open it."
  type        = string

  validation {
    condition     = can(regex("^https://([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", var.worker_url))
    error_message = "worker_url must be like https://meet.example.org, without a port and without a path."
  }
}

variable "capacity" {
  description = "People that the box takes."
  type        = number

  validation {
    condition     = var.capacity >= 1 && var.capacity <= 100000 && floor(var.capacity) == var.capacity
    error_message = "capacity must be a whole number from 1 to 100,000."
  }
}

variable "capacity_mbps" {
  description = "Mbit/s that the box is willing to send."
  type        = number

  validation {
    condition     = var.capacity_mbps >= 1 && var.capacity_mbps <= 1000000 && floor(var.capacity_mbps) == var.capacity_mbps
    error_message = "capacity_mbps must be a whole number from 1 to 1,000,000."
  }
}

variable "release" {
  description = "The release's tarball: where it is, and its SHA-256."
  type        = object({ url = string, sha256 = string })

  validation {
    condition     = can(regex("^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?/[A-Za-z0-9._~/%+=&?-]+$", var.release.url))
    error_message = "release_url must be an https:// address."
  }

  validation {
    condition     = can(regex("^[0-9a-f]{64}$", var.release.sha256))
    error_message = "release_sha256 must be 64 hexadecimal digits in lower case, as `npm run release` prints them."
  }
}

variable "acme_email" {
  description = "Told when a certificate is about to expire; null: nobody."
  type        = string
  default     = null

  validation {
    condition     = var.acme_email == null || can(regex("^[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+\\.)+[A-Za-z]{2,63}$", var.acme_email))
    error_message = "acme_email must be an e-mail address."
  }
}

variable "media_port" {
  description = "First media port."
  type        = number
  default     = 44400
}

variable "nat" {
  description = "Behind NAT: the addresses that the machine listens on, and for each the public one, in the same order."
  type        = object({ listen = list(string), announced = list(string) })
  default     = { listen = [], announced = [] }

  validation {
    condition     = length(var.nat.listen) == length(var.nat.announced)
    error_message = "nat must have as many announced addresses as addresses to listen on."
  }

  validation {
    condition     = alltrue([for address in concat(var.nat.listen, var.nat.announced) : can(regex("^[0-9A-Fa-f.:]+$", address))])
    error_message = "nat must hold IP addresses, without a prefix length."
  }
}

variable "turn_secret" {
  description = "The Worker's TURN_SECRET."
  type        = string
  sensitive   = true

  validation {
    condition     = can(regex("^[A-Za-z0-9._~+/=-]{32,256}$", var.turn_secret))
    error_message = "turn_secret must have 32 to 256 letters, digits or . _ ~ + / = -; `openssl rand -hex 32` makes one."
  }
}

variable "enrolment_token" {
  description = "One-time token with which the box makes itself known; null when it has done so."
  type        = string
  default     = null
  sensitive   = true

  validation {
    condition     = var.enrolment_token == null || can(regex("^[A-Za-z0-9_-]{22,128}$", var.enrolment_token))
    error_message = "An enrolment token has 22 to 128 letters, digits, hyphens and underscores, as `npm run deploy` writes it."
  }
}
