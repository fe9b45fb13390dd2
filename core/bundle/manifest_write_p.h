// Parts of formatManifest that other TOML files of Snitt hold as well.
#pragma once

#include <string>

#include "core/bundle/manifest.h"
#include "core/bundle/toml_writer_p.h"

namespace snitt::manifest {

void writeScope(TomlWriter& out, const ScopeRules& scope);              // [scope]
void writePost(TomlWriter& out, const SegmentationPost& post);          // [segmentation.post]
void writeGolden(TomlWriter& out, const GoldenSet& golden);             // [golden] and its tables
void writeAssessable(TomlWriter& out, const AssessableLimits& limits);  // [assessable] and its table
[[nodiscard]] std::string headTable(const HeadSpec& head);              // on one line, as the next
[[nodiscard]] std::string normalisationTable(const Normalisation& normalisation);

}  // namespace snitt::manifest
