// Checks of option values that CLI11 does not have.
#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace snitt::app {

// A value that was given but is empty (an unset shell variable) must not count as "not given".
inline CLI::Validator notBlank() {
  return CLI::Validator(
      [](const std::string& text) {
        return text.find_first_not_of(" \t\r\n") == std::string::npos ? std::string("the value is empty")
                                                                      : std::string();
      },
      "");
}

}  // namespace snitt::app
