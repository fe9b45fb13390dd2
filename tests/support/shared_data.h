// The real slides, tiles and weights that lie beside the checkout (../shared/data), or where SNITT_SHARED points.
// Absent on a user's machine: tests that need them are skipped with a message there.
#pragma once

#include <filesystem>

#include <gtest/gtest.h>

namespace snitt::test {

[[nodiscard]] std::filesystem::path sharedData();
[[nodiscard]] bool haveSharedData();

}  // namespace snitt::test

// First line of a test that needs the real material.
#define SNITT_NEEDS_SHARED_DATA()     \
  if (!snitt::test::haveSharedData()) \
  GTEST_SKIP() << "the real slides are not present: put the shared folder beside the checkout, or set SNITT_SHARED"
