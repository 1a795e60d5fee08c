# What each box is called. A name depends only on the box's own region and number, so that adding a region or a box renames no other.

variable "box_domain" {
  description = "Domain below which the boxes are, for instance `boxes.meet.example.org`."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", var.box_domain)) && length(var.box_domain) <= 200
    error_message = "box_domain must be a domain name in lower case, like boxes.meet.example.org, without https:// and without a port."
  }
}

variable "counts" {
  description = "How many boxes each region has."
  type        = map(number)

  validation {
    condition     = alltrue([for count in values(var.counts) : count >= 0 && count <= 20 && floor(count) == count])
    error_message = "A region has 0 to 20 boxes, as a whole number: more are better spread over more regions."
  }

  validation {
    condition     = alltrue([for region in keys(var.counts) : can(regex("^[a-z0-9]([a-z0-9-]{0,35}[a-z0-9])?$", region))])
    error_message = "A region's name has at most 37 lower-case letters, digits and hyphens, and begins and ends with a letter or digit, like eu-central."
  }

  validation {
    condition     = alltrue([for region in keys(var.counts) : !startswith(region, "turn-")])
    error_message = "A region's name must not begin with \"turn-\": that is how the TURN servers of the boxes are called."
  }
}

variable "own" {
  description = "Boxes whose ids are chosen by their owner: id to region."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for id in keys(var.own) : can(regex("^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$", id)) && !startswith(id, "turn-")])
    error_message = "A box's id has at most 40 lower-case letters, digits and hyphens, begins and ends with a letter or digit, and does not begin with \"turn-\"."
  }

  validation {
    condition     = alltrue([for region in values(var.own) : can(regex("^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$", region))])
    error_message = "The region of a box of your own has at most 40 lower-case letters, digits and hyphens, like eu-central."
  }

  validation {
    condition = length(setintersection(keys(var.own), flatten([
      for region, count in var.counts : [for number in range(1, count + 1) : "${region}-${number}"]
    ]))) == 0
    error_message = "A box of your own has the id of one that is made for a region (REGION-NUMBER): give it another."
  }
}

locals {
  made = merge([
    for region, count in var.counts : { for number in range(1, count + 1) : "${region}-${number}" => region }
  ]...)
}

output "boxes" {
  description = "All boxes by id: region, host name, TURN host name, address."
  value = {
    for id, region in merge(local.made, var.own) : id => {
      id        = id
      region    = region
      host      = "${id}.${var.box_domain}"
      turn_host = "turn-${id}.${var.box_domain}"
      url       = "https://${id}.${var.box_domain}"
    }
  }
}

output "made" {
  description = "Ids of the boxes that are made for regions, as opposed to those that their owner has already."
  value       = toset(keys(local.made))
}
