// A qualification of numbers that nobody computed, for tests of its pages.
#pragma once

#include <string>

#include "core/qualification/qualification.h"
#include "core/sha256.h"

namespace snitt::test {

// `slides` golden slides of a bundle with two resolutions of `members` networks each.
inline Qualification sampleQualification(int slides, int members) {
  Qualification all;
  all.id = "3f1c7a52-6a1e-4c0b-9c55-0d4be1f2a901";
  all.date = "2026-05-04T11:31:22+02:00";
  all.dateUtc = "2026-05-04T09:31:22Z";
  all.user = "anna";
  all.host = "pathology-07";
  all.software = "snitt 1.0.0";
  all.system = "Debian GNU/Linux 12 (bookworm), Linux 6.1.0-25-amd64 x86_64";
  all.processor = "AMD EPYC 9354 32-Core Processor";
  all.processorFeatures = {"avx2", "avx512f", "avx512_vnni", "avx512_bf16"};
  all.cores = 8;
  all.memoryGiB = 31.4;
  all.libraries = {"OpenSlide 4.0.1", "LIBTIFF, Version 4.5.0", "SQLite 3.40.1", "Qt 6.4.2", "LibTorch 2.13.0"};
  for (const std::string name :
       {"/opt/snitt/bin/snitt", "/opt/snitt/bin/snitt-viewer",
        "/opt/snitt/lib/a-folder-with-a-rather-long-name/python3.11/site-packages/torch/lib/libtorch_cpu.so"})
    all.programFiles.push_back({name, sha256Of(name), {}});
  all.path = "cpu, fp32, oneDNN fused convolutions, channels-last, 1 tile a pass, 8 workers";
  QualifiedBundle& bundle = all.bundle;
  bundle.folder = "/opt/snitt/bundles/sample";
  bundle.id = "sample";
  bundle.name = "Sample bundle";
  bundle.version = "1.0";
  bundle.status = "research";
  bundle.sha256 = sha256Of("manifest");
  bundle.signature = "signed by Anna (key 0123456789abcdef)";
  bundle.files.push_back({"manifest.toml", bundle.sha256, {}});
  all.golden = {bundle.id, bundle.name, bundle.version, bundle.sha256, {}};
  for (int slide = 1; slide <= slides; ++slide) {
    GoldenOutcome outcome;
    outcome.slide = "phantom " + std::to_string(slide);
    outcome.path = {"cpu", "fp32", "fp32, oneDNN fused convolutions, channels-last, 1 tile a pass"};
    for (const std::string resolution : {"10x", "40x"}) {
      outcome.values.push_back({resolution, 0.412345, 0.412346, 1e-4});
      for (int member = 1; member <= members; ++member) {
        const std::string id = resolution + "-" + std::to_string(member);
        outcome.values.push_back({resolution + " " + id, 0.3 + 0.001 * member, 0.3 + 0.001 * member, 1e-4});
        if (slide == 1) bundle.files.push_back({"networks/" + id + ".safetensors", sha256Of(id), {}});
      }
    }
    outcome.values.push_back({"combined", 0.412345, 0.412346, 1e-4});
    outcome.prognosis = GoldenClass{"good", "good", {}};
    all.golden.slides.push_back(outcome);
  }
  all.database = "/home/anna/.local/share/snitt/snitt.db (schema 1, 12 scores)";
  all.folders = {{"log", "/home/anna/.local/state/snitt", true},
                 {"data", "/home/anna/.local/share/snitt", true},
                 {"temporary", "/tmp", true}};
  all.trustedKeys = "Anna (0123456789abcdef)";
  return all;
}

}  // namespace snitt::test
