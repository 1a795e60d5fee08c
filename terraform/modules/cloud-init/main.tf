# What makes a plain Debian or Ubuntu machine a box. The same files and the same steps serve a machine that a provider makes (user data)
# and one that is there already (a script to run as root).

locals {
  # Only letters and digits that every reader of the file takes literally get this far: see the validations.
  settings = {
    PARLEY_WORKER_URL         = var.worker_url
    BOX_ID                    = var.box.id
    BOX_REGION                = var.box.region
    BOX_PUBLIC_URL            = var.box.url
    BOX_CAPACITY              = tostring(var.capacity)
    BOX_CAPACITY_MBPS         = tostring(var.capacity_mbps)
    TURN_HOST                 = var.box.turn_host
    ACME_EMAIL                = var.acme_email == null ? "" : var.acme_email
    MEDIA_PORT                = tostring(var.media_port)
    MEDIA_LISTEN_ADDRESSES    = join(",", var.nat.listen)
    MEDIA_ANNOUNCED_ADDRESSES = join(",", var.nat.announced)
  }
  plain_env = join("", [for name, value in local.settings : "${name}=${value}\n" if value != ""])
  box_env = join("", [
    local.plain_env,
    "TURN_SECRET=${var.turn_secret}\n",
    var.enrolment_token == null ? "" : "BOX_ENROLMENT_TOKEN=${var.enrolment_token}\n",
  ])

  packages = ["ca-certificates", "chrony", "curl", "nftables", "tar", "unattended-upgrades"]

  # Nothing secret is in these.
  files = {
    "/etc/parley/metadata.nft"                             = { mode = "0644", content = file("${path.module}/templates/metadata.nft") }
    "/etc/systemd/system/parley-metadata-firewall.service" = { mode = "0644", content = file("${path.module}/templates/parley-metadata-firewall.service") }
    "/etc/apt/apt.conf.d/52parley-upgrades"                = { mode = "0644", content = file("${path.module}/templates/upgrades.conf") }
    "/usr/local/sbin/parley-setup" = {
      mode = "0755"
      content = templatefile("${path.module}/templates/parley-setup.sh", {
        release_url    = var.release.url
        release_sha256 = var.release.sha256
      })
    }
  }

  # In this order. The metadata service hands out the user data with its secrets: it is closed before anything else runs.
  commands = [
    ["systemctl", "daemon-reload"],
    ["systemctl", "enable", "--now", "parley-metadata-firewall.service"],
    ["systemctl", "enable", "--now", "unattended-upgrades.service"],
    ["/usr/local/sbin/parley-setup"],
  ]

  user_data = join("", ["#cloud-config\n", yamlencode({
    package_update  = true
    package_upgrade = true
    packages        = local.packages
    ssh_pwauth      = false
    ntp             = { enabled = true, ntp_client = "chrony" }
    write_files = concat(
      [{ path = "/etc/parley/box.env", owner = "root:root", permissions = "0600", content = local.box_env }],
      [for path, file in local.files : { path = path, owner = "root:root", permissions = file.mode, content = file.content }],
    )
    runcmd = local.commands
  })])
}
