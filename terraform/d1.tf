# Accounts, meetings, attendance. `npm run backup` exports it.
resource "cloudflare_d1_database" "parley" {
  account_id            = var.cloudflare_account_id
  name                  = var.name
  primary_location_hint = var.data_location

  lifecycle {
    # Replacing it would lose everything: that takes an edit here.
    prevent_destroy = true
    ignore_changes  = [primary_location_hint, read_replication]
  }
}

locals {
  database = { id = cloudflare_d1_database.parley.id, name = cloudflare_d1_database.parley.name }
}
