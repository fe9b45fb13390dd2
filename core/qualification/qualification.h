// The qualification of an installation: what stands here, and whether it computes what it should, as evidence for a
// site's files. Plain values; the PDF is ui/report's.
#pragma once

#include <string>
#include <vector>

#include "core/golden/golden_check.h"

namespace snitt {

struct QualifiedFile {
  std::string name;
  std::string sha256;   // empty where it could not be read
  std::string problem;  // why not
};

struct QualifiedFolder {
  std::string use;  // "log", "data", "temporary"
  std::string path;
  bool writable = false;
};

struct QualifiedBundle {
  std::string folder;
  std::string problem;  // why it cannot be used; the rest is then empty
  std::string id;
  std::string name;
  std::string version;
  std::string status;
  std::string sha256;
  std::string signature;             // in words
  std::string notice;                // "untrained: numbers carry no meaning"
  std::vector<QualifiedFile> files;  // with manifest.toml and what signs it
};

struct Qualification {
  std::string id;    // UUID
  std::string date;  // ISO 8601 with the offset of the site's time zone
  std::string dateUtc;
  std::string user;
  std::string host;
  std::string software;
  std::string system;  // operating system and kernel
  std::string processor;
  std::vector<std::string> processorFeatures;
  int cores = 0;
  double memoryGiB = 0;
  std::vector<std::string> libraries;       // with versions
  std::vector<QualifiedFile> programFiles;  // executables of Snitt and the libraries that do not come with the system
  std::string path;                         // device and numeric path that the bundle runs on here
  QualifiedBundle bundle;
  std::string database;
  bool databaseUsable = true;
  std::vector<QualifiedFolder> folders;
  std::string trustedKeys;
  GoldenReport golden;

  // All that speaks against the installation, a sentence each; empty: qualified.
  [[nodiscard]] std::vector<std::string> objections() const;
  [[nodiscard]] bool qualified() const { return objections().empty(); }
  // "This installation computes … as it should with the bundle …", or that it is not qualified.
  [[nodiscard]] std::string verdict() const;
};

inline constexpr std::string_view researchStatement =
    "Snitt is research software. It is not a medical device and not for diagnosis. A qualification shows that this "
    "installation computes what the bundle’s makers computed; it says nothing of whether that is right for a patient.";

// Format snitt-qualification/1.
[[nodiscard]] std::string formatQualification(const Qualification& qualification);

}  // namespace snitt
