// A model bundle as it is offered to a person: what it is, what it says of itself, and why it cannot be used.
#pragma once

#include <QString>

#include <filesystem>
#include <string>
#include <vector>

#include "core/bundle/manifest.h"

namespace snitt {

struct KnownBundle {
  std::filesystem::path folder;
  Manifest manifest;  // where there is no problem
  std::string card;   // Markdown
  std::string sha256;
  std::string signature;  // "signed by NAME (key …)", "not signed"
  QString problem;        // one sentence; empty where the bundle can be used

  [[nodiscard]] std::string title() const;  // "Demonstrator 1.0"; the folder's name where it cannot be read
};

// Reads and hashes every file of the bundle: not for the UI thread. Nothing of it is run.
[[nodiscard]] KnownBundle lookAtBundle(const std::filesystem::path& folder);

// The bundle in the box, where it is there.
[[nodiscard]] std::vector<std::filesystem::path> shippedBundles();

}  // namespace snitt
