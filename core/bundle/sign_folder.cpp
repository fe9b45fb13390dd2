#include "core/bundle/sign_folder.h"

#include "core/atomic_file.h"
#include "core/bundle/bundle.h"
#include "core/wsinfer/wsinfer_model.h"

namespace snitt {
namespace {

Result<FileHashes> hashesToSign(const std::filesystem::path& folder) {
  if (isWsinferFolder(folder)) return wsinferHashes(folder);
  const auto bundle = loadBundleToSign(folder);
  if (!bundle) return fail(bundle.error());
  return FileHashes{{"manifest.toml", bundle->sha256}};
}

}  // namespace

Result<void> signFolder(const std::filesystem::path& folder, const PrivateKey& key) {
  const auto hashes = hashesToSign(folder);
  if (!hashes) return fail(hashes.error());
  return writeFileAtomically(folder / signatureFileName, formatSignature(*hashes, key));
}

}  // namespace snitt
