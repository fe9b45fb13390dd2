// Stands in for the program snitt where the viewer starts it: a script that keeps its arguments, a line each, in
// FOLDER/told, and does what a test says.
#pragma once

#include <filesystem>
#include <string>

#include "support/tiff_surgery.h"

namespace snitt::test {

class FakeSnitt {
 public:
  explicit FakeSnitt(std::filesystem::path folder) : m_folder(std::move(folder)) {}

  [[nodiscard]] std::filesystem::path program() const { return m_folder / "fake-snitt"; }
  [[nodiscard]] std::string told() const { return readBytes(m_folder / "told"); }

  // `script`: lines of sh; "$TOLD" is the folder.
  void does(const std::string& script) const {
    std::string text = "#!/bin/sh\nTOLD='" + m_folder.string() + "'\n";
    text.append("for one in \"$@\"; do echo \"$one\"; done > \"$TOLD/told\"\n").append(script).append("\n");
    writeBytes(program(), text);
    std::filesystem::permissions(program(), std::filesystem::perms::owner_all);
  }

 private:
  std::filesystem::path m_folder;
};

}  // namespace snitt::test
