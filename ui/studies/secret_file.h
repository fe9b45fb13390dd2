// A password or PIN for a program that is started: a file of this account alone in its runtime folder, which goes with
// this object. On a command line everybody of the machine could read it. One thread.
#pragma once

#include <filesystem>
#include <string_view>
#include <utility>

#include "core/result.h"

namespace snitt {

class SecretFile {
 public:
  // Errors: io; refused (no folder of this account alone); usage (a line break in it).
  [[nodiscard]] static Result<SecretFile> write(std::string_view secret);
  SecretFile(SecretFile&& other) noexcept : m_path(std::exchange(other.m_path, {})) {}
  SecretFile& operator=(SecretFile&& other) noexcept;
  ~SecretFile();

  [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

 private:
  explicit SecretFile(std::filesystem::path path) : m_path(std::move(path)) {}
  void remove();

  std::filesystem::path m_path;
};

}  // namespace snitt
