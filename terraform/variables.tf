variable "domain" {
  description = "Where people open the service, for instance `meet.example.org`. It lies in the zone `cloudflare_zone_id`."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", var.domain)) && length(var.domain) <= 180
    error_message = "domain must be a domain name in lower case, like meet.example.org, without https:// and without a port."
  }
}

variable "box_domain" {
  description = "Domain below which the boxes are, in the same zone; null: `boxes.` before `domain`."
  type        = string
  default     = null

  validation {
    condition     = var.box_domain == null || (can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", var.box_domain)) && length(coalesce(var.box_domain, "-")) <= 200)
    error_message = "box_domain must be a domain name in lower case, like boxes.meet.example.org, or null."
  }
}

variable "name" {
  description = "Begins the names of all that is made: for a second service on the same accounts, another."
  type        = string
  default     = "parley"

  validation {
    condition     = can(regex("^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$", var.name))
    error_message = "name must have at most 20 lower-case letters, digits and hyphens, and begin with a letter."
  }
}

variable "cloudflare_account_id" {
  description = "Cloudflare account: 32 hexadecimal digits, on the overview page of the domain."
  type        = string

  validation {
    condition     = can(regex("^[0-9a-f]{32}$", var.cloudflare_account_id))
    error_message = "cloudflare_account_id must be the account's 32 hexadecimal digits."
  }
}

variable "cloudflare_zone_id" {
  description = "Cloudflare zone of the domain: 32 hexadecimal digits, beside the account's."
  type        = string

  validation {
    condition     = can(regex("^[0-9a-f]{32}$", var.cloudflare_zone_id))
    error_message = "cloudflare_zone_id must be the zone's 32 hexadecimal digits."
  }
}

variable "data_location" {
  description = "Where Cloudflare keeps database and files: `wnam`, `enam`, `weur`, `eeur`, `apac` or `oc`; null: near whoever creates them. Decided once: another one later is another, empty database."
  type        = string
  default     = null

  validation {
    condition     = var.data_location == null || contains(["wnam", "enam", "weur", "eeur", "apac", "oc"], coalesce(var.data_location, "-"))
    error_message = "data_location must be one of wnam, enam, weur, eeur, apac and oc, or null."
  }
}

variable "regions" {
  description = "Boxes to be made at Hetzner Cloud: region to how many (0 to 20), their size (`trial`, `small`, `medium`, `large`, `xlarge`) and Hetzner's location. You choose the region's name, the Worker's `REGIONS` maps countries to it."
  type = map(object({
    count    = number
    size     = optional(string, "small")
    location = string
  }))
  default = {}

  validation {
    condition     = alltrue([for region in values(var.regions) : region.count >= 0 && region.count <= 20 && floor(region.count) == region.count])
    error_message = "A region has 0 to 20 boxes, as a whole number: more are better spread over more regions."
  }

  validation {
    condition     = alltrue([for region in values(var.regions) : contains(keys(module.sizes.hetzner), region.size)])
    error_message = "A region's size must be one of ${join(", ", keys(module.sizes.hetzner))}."
  }

  validation {
    condition     = alltrue([for region in values(var.regions) : contains(keys(module.sizes.places), region.location)])
    error_message = "A region's location must be one of ${join(", ", keys(module.sizes.places))}."
  }

  validation {
    condition = alltrue([
      for region in values(var.regions) :
      try(contains(module.sizes.hetzner[region.size].locations, region.location), true) || !contains(keys(module.sizes.places), region.location)
    ])
    error_message = "The size trial is to be had in fsn1, hel1 and nbg1 only: take another size there."
  }
}

variable "existing_boxes" {
  description = "Machines that you have already: id to region, cores, public addresses, and where they are in degrees. Behind NAT, `nat` has the addresses the machine listens on and the public one for each."
  type = map(object({
    region = string
    cores  = number
    ipv4   = optional(string)
    ipv6   = optional(string)
    place  = optional(object({ latitude = number, longitude = number }))
    nat    = optional(object({ listen = list(string), announced = list(string) }), { listen = [], announced = [] })
  }))
  default = {}

  validation {
    condition     = alltrue([for box in values(var.existing_boxes) : box.ipv4 != null || box.ipv6 != null])
    error_message = "Each of existing_boxes needs a public address: ipv4, ipv6 or both."
  }

  validation {
    condition = alltrue(flatten([
      for box in values(var.existing_boxes) : [
        box.ipv4 == null || can(cidrhost("${box.ipv4}/32", 0)),
        box.ipv6 == null || (can(cidrhost("${box.ipv6}/128", 0)) && strcontains(coalesce(box.ipv6, "-"), ":")),
      ]
    ]))
    error_message = "An address in existing_boxes is none: ipv4 must be like 203.0.113.9, ipv6 like 2001:db8::9, without a prefix length."
  }

  validation {
    condition     = alltrue([for box in values(var.existing_boxes) : box.cores >= 1 && box.cores <= 256 && floor(box.cores) == box.cores])
    error_message = "cores in existing_boxes must be a whole number from 1 to 256."
  }

  validation {
    condition = alltrue([
      for box in values(var.existing_boxes) : box.place == null || try(abs(box.place.latitude) <= 90 && abs(box.place.longitude) <= 180, true)
    ])
    error_message = "A place in existing_boxes must be in degrees: latitude -90 to 90, longitude -180 to 180."
  }
}

variable "image" {
  description = "Operating system of the boxes that are made: Debian or Ubuntu with systemd, x64."
  type        = string
  default     = "debian-12"

  validation {
    condition     = can(regex("^(debian|ubuntu)-[0-9.]+$", var.image))
    error_message = "image must be a Debian or an Ubuntu, like debian-12: the install script uses their packages."
  }
}

variable "ssh_keys" {
  description = "Names of the SSH keys at Hetzner that may administrate new boxes."
  type        = list(string)
  default     = []
}

variable "admin_addresses" {
  description = "CIDR blocks that may open ssh on the boxes that are made. When empty, nobody may, and upgrades are run in the provider's console."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for block in var.admin_addresses : can(cidrhost(block, 0)) && !can(regex("/0$", block))])
    error_message = "Each of admin_addresses must be a CIDR block, like 203.0.113.7/32 or 2001:db8::/48, and not the whole internet."
  }
}

variable "release_url" {
  description = "Where new boxes get their release from: https, the tarball that `npm run release` made. Boxes that run are upgraded by `npm run deploy`."
  type        = string

  validation {
    condition     = can(regex("^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?/[A-Za-z0-9._~/%+=&?-]+$", var.release_url))
    error_message = "release_url must be an https:// address of a tarball."
  }
}

variable "release_sha256" {
  description = "The tarball's SHA-256, as `npm run release` prints it: a box installs nothing else."
  type        = string

  validation {
    condition     = can(regex("^[0-9a-f]{64}$", var.release_sha256))
    error_message = "release_sha256 must be 64 hexadecimal digits in lower case, as `npm run release` prints them."
  }
}

variable "acme_email" {
  description = "Told by the certificate authority when a certificate is about to expire; null: nobody."
  type        = string
  default     = null

  validation {
    condition     = var.acme_email == null || can(regex("^[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+\\.)+[A-Za-z]{2,63}$", var.acme_email))
    error_message = "acme_email must be an e-mail address, or null."
  }
}

variable "turn_secret" {
  description = "The same as the Worker's secret `TURN_SECRET`; best given as `TF_VAR_turn_secret`. `openssl rand -hex 32` makes one."
  type        = string
  sensitive   = true

  validation {
    condition     = can(regex("^[A-Za-z0-9._~+/=-]{32,256}$", var.turn_secret))
    error_message = "turn_secret must have 32 to 256 letters, digits or . _ ~ + / = -; `openssl rand -hex 32` makes one."
  }
}

variable "enrolment_tokens" {
  description = "One-time tokens by box id, good for an hour. `npm run deploy` writes them to `enrolment.auto.tfvars.json`; a box is made once it has one."
  type        = map(string)
  default     = {}
  sensitive   = true

  validation {
    condition     = alltrue([for token in values(var.enrolment_tokens) : can(regex("^[A-Za-z0-9_-]{22,128}$", token))])
    error_message = "An enrolment token has 22 to 128 letters, digits, hyphens and underscores: `npm run deploy` makes them."
  }
}

variable "enrolment_tokens_expire" {
  description = "When they do, like `2030-01-31T12:00:00Z`; `npm run deploy` writes it beside them. From then on no box is made with them."
  type        = string
  default     = null

  validation {
    condition     = var.enrolment_tokens_expire == null || can(timecmp(var.enrolment_tokens_expire, var.enrolment_tokens_expire))
    error_message = "enrolment_tokens_expire must be a time in UTC, like 2030-01-31T12:00:00Z, or null."
  }
}
