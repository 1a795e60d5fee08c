# Files of the chat. The Worker deletes them at the end of the meeting; the rule takes what a failed deletion left.
resource "cloudflare_r2_bucket" "files" {
  account_id = var.cloudflare_account_id
  name       = "${var.name}-files"
  location   = var.data_location

  lifecycle {
    ignore_changes = [location]
  }
}

resource "cloudflare_r2_bucket_lifecycle" "files" {
  account_id  = var.cloudflare_account_id
  bucket_name = cloudflare_r2_bucket.files.name

  rules = [{
    id         = "two-days"
    enabled    = true
    conditions = { prefix = "" }

    delete_objects_transition          = { condition = { type = "Age", max_age = 2 * 24 * 60 * 60 } }
    abort_multipart_uploads_transition = { condition = { type = "Age", max_age = 24 * 60 * 60 } }
  }]
}

locals {
  bucket = cloudflare_r2_bucket.files.name
}
