#include "core/libraries.h"

#include <openssl/crypto.h>
#include <sodium.h>
#include <sqlite3.h>
#include <zstd.h>

namespace snitt {

std::vector<std::string> coreLibraries() {
  return {std::string("SQLite ") + sqlite3_libversion(),
          std::string("OpenSSL ") + OpenSSL_version(OPENSSL_VERSION_STRING),
          std::string("libsodium ") + sodium_version_string(), std::string("zstd ") + ZSTD_versionString()};
}

}  // namespace snitt
