#include "ui/jobs/known_bundle.h"

#include <QCoreApplication>

#include <fmt/format.h>

#include "core/bundle/bundle.h"
#include "core/os/own_files.h"
#include "core/wsinfer/wsinfer_model.h"

namespace snitt {

namespace {}  // namespace

std::string KnownBundle::title() const {
  if (!manifest.name.empty()) return fmt::format("{} {}", manifest.name, manifest.version);
  const std::filesystem::path name = folder.filename();
  return name.empty() ? folder.string() : name.string();
}

KnownBundle lookAtBundle(const std::filesystem::path& folder) {
  KnownBundle known;
  known.folder = folder;
  if (isWsinferFolder(folder)) {
    known.problem =
        QCoreApplication::translate("KnownBundle",
                                    "This is a WSInfer model: it names classes of tiles and gives no prognosis. Use "
                                    "it from the command line (snitt score).");
    return known;
  }
  const auto bundle = loadBundle(folder);
  if (!bundle) {
    known.problem = QCoreApplication::translate("KnownBundle", "This bundle cannot be used: %1.")
                        .arg(QString::fromStdString(bundle.error().message));
    return known;
  }
  known.manifest = bundle->manifest;
  known.card = bundle->card;
  known.sha256 = bundle->sha256;
  known.signature = describe(bundle->signature);
  if (!bundle->scripts.empty() && bundle->signature.state != SignatureState::trusted)
    known.problem =
        QCoreApplication::translate("KnownBundle",
                                    "This bundle holds program code that no key trusted here has signed, so it is "
                                    "not run from this window. Trust its maker's key first (snitt bundle trust).");
  return known;
}

std::vector<std::filesystem::path> shippedBundles() {
  const auto manifest = os::ownFile("bundles/demonstrator/bundle/manifest.toml");
  if (!manifest) return {};
  return {manifest->parent_path()};
}

}  // namespace snitt
