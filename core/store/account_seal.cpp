#include "core/store/account_seal.h"

#include <filesystem>

#include "core/os/os.h"
#include "core/secrets/secrets.h"
#include "core/store/key_place.h"
#include "core/trust/signing_key.h"

namespace snitt {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kSealed = "sealed:";

Result<Secrets> accountKey() {
  const fs::path folder = keyFolder({});
  if (folder.empty())
    return fail(ErrorKind::database, "there is no home folder for keys: name a folder for them in SNITT_KEY_FOLDER");
  const fs::path file = folder / "account.key";
  if (auto key = Secrets::read(file); key || key.error().kind != ErrorKind::notFound) return key;
  if (auto made = os::makePrivateFolder(folder); !made) return fail(made.error());
  const auto written = Secrets::generate().write(file);
  // Another program may have been faster: then its key is the account's.
  auto key = Secrets::read(file);
  if (!key && !written) return fail(written.error());
  return key;
}

}  // namespace

bool isSealedForAccount(std::string_view kept) { return kept.starts_with(kSealed); }

Result<std::string> sealForAccount(std::string_view plain, std::string_view place) {
  const auto key = accountKey();
  if (!key) return fail(key.error());
  std::string sealed(kSealed);
  sealed.append(base64Of(key->seal(plain, place)));
  return sealed;
}

Result<std::string> openForAccount(std::string_view kept, std::string_view place) {
  if (!isSealedForAccount(kept)) return std::string(kept);
  const auto bytes = base64Bytes(kept.substr(kSealed.size()));
  if (!bytes) return fail(bytes.error());
  const auto key = accountKey();
  if (!key) return fail(key.error());
  return key->open(*bytes, place);
}

}  // namespace snitt
