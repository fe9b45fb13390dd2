#include "core/store/key_place.h"

#include <cstdlib>
#include <vector>

#include "core/os/os.h"

namespace snitt {

namespace fs = std::filesystem;

fs::path keyFolder(const StoreOptions& options) {
  if (!options.keyFolder.empty()) return options.keyFolder;
  if (const char* given = std::getenv("SNITT_KEY_FOLDER"); given != nullptr && *given != '\0') return given;
  const fs::path configuration = os::configFolder();
  return configuration.empty() ? configuration : configuration / "keys";
}

std::string keyFileName(const std::string& uuid) { return uuid + ".key"; }

Result<FoundKey> findKey(const fs::path& database, const std::string& uuid, const std::string& keyId,
                         const StoreOptions& options) {
  const std::string name = "the database " + database.string();
  std::vector<fs::path> folders;
  if (fs::path own = keyFolder(options); !own.empty()) folders.push_back(std::move(own));
  folders.emplace_back(kSharedKeyFolder);
  // A key that is there and does not fit is told only where no other one fits.
  std::optional<std::string> fault;
  for (const fs::path& folder : folders) {
    const fs::path file = folder / keyFileName(uuid);
    auto secrets = Secrets::read(file);
    if (secrets && secrets->id() == keyId) return FoundKey{file, std::move(*secrets)};
    if (secrets)
      fault = fault.value_or("the key of " + name + " is another one than " + file.string() +
                             ", which belongs to another database: put the right key back there");
    else if (secrets.error().kind != ErrorKind::notFound)
      fault = fault.value_or("the key of " + name + " cannot be used: " + secrets.error().message);
  }
  const std::string places = (folders.front() / keyFileName(uuid)).string();
  return fail(ErrorKind::database,
              fault.value_or("the key of " + name + " is missing: put " + places + " back from its backup" +
                             (folders.size() > 1 ? " (or into " + std::string(kSharedKeyFolder) + ")" : "")));
}

Result<fs::path> placeKey(const Secrets& secrets, const std::string& uuid, const StoreOptions& options) {
  const fs::path folder = keyFolder(options);
  if (folder.empty())
    return fail(ErrorKind::database,
                "there is no home folder for the database's key: name a folder for keys in SNITT_KEY_FOLDER");
  if (auto made = os::makePrivateFolder(folder); !made) return fail(made.error());
  fs::path file = folder / keyFileName(uuid);
  if (auto written = secrets.write(file); !written) return fail(written.error());
  return file;
}

}  // namespace snitt
