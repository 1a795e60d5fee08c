# Both take their token from the environment, CLOUDFLARE_API_TOKEN and HCLOUD_TOKEN, so that it is in no file and no state.
provider "cloudflare" {}

provider "hcloud" {}
