// Columns and cells of tables, for who builds documents. Pure.
#pragma once

#include <cstddef>
#include <string>

#include "core/document/document.h"

namespace snitt::document {

[[nodiscard]] Column textColumn(std::string key, std::string heading);
[[nodiscard]] Column countColumn(std::string key, std::string heading);
[[nodiscard]] Column numberColumn(std::string key, std::string heading, int decimals);
[[nodiscard]] Column percentColumn(std::string key, std::string heading, int decimals = 1);
[[nodiscard]] Column pColumn(std::string heading = "p");
[[nodiscard]] Column hiddenColumn(Column column);  // in files alone

// Withheld where it is not told.
[[nodiscard]] Cell countCell(std::size_t count, bool told = true);
[[nodiscard]] Cell toldIf(bool told, double value);
[[nodiscard]] Cell toldIf(bool told, const Interval& value);

// "1 patient", "5 patients".
[[nodiscard]] std::string counted(std::size_t count, const std::string& what);

}  // namespace snitt::document
