// A validation report of patients that never were, with every kind of block: for the tests of its pages and for
// people's eyes.
#pragma once

#include <string>
#include <vector>

#include "core/document/document.h"

namespace snitt::test {

// Long names, 14 criteria, five notices, a table of 80 rows and one of nine columns, cells that are withheld and that
// are not defined, every chart, a section without blocks, pictures.
[[nodiscard]] document::Document awkwardDocument();
// Two sections, a table and one criterion each.
[[nodiscard]] document::Document plainDocument();

// One of each kind, whose tables fit it; each also empty.
[[nodiscard]] std::vector<document::Chart> documentCharts();
[[nodiscard]] std::vector<document::Chart> emptyDocumentCharts();
// A table's row, in place.
[[nodiscard]] document::Chart documentForest(std::size_t rows);

}  // namespace snitt::test
