output "user_data" {
  description = "User data for cloud-init. It holds the two secrets."
  value       = local.user_data
  sensitive   = true

  precondition {
    condition     = length(local.user_data) <= 32768
    error_message = "The user data is larger than the 32 KiB that providers take."
  }
}

output "script" {
  description = "Shell script that does the same on a machine that is there already. It holds no secret: it asks for TURN_SECRET and BOX_ENROLMENT_TOKEN."
  value = templatefile("${path.module}/templates/existing-machine.sh", {
    box_id   = var.box.id
    packages = join(" ", local.packages)
    box_env  = local.plain_env
    names    = join("|", keys(local.settings))
    files    = local.files
    commands = [for command in local.commands : join(" ", command)]
  })
}
