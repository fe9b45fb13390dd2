// The cells of a row as values of their columns' kinds. What is not of its kind becomes a note and counts as not there.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/cohort/slide_list.h"
#include "core/csv.h"

namespace snitt {

// Of one row; header, cells and notes outlive it.
class ListCells {
 public:
  ListCells(const std::map<std::string, std::size_t, std::less<>>& columns, const CsvRow& cells, std::size_t row,
            std::vector<ListNote>& notes)
      : m_columns(columns), m_cells(cells), m_row(row), m_notes(notes) {}

  // Empty where the column is not there or says nothing.
  [[nodiscard]] std::string text(std::string_view column) const;
  [[nodiscard]] std::optional<double> number(std::string_view column, double least, double most) const;
  [[nodiscard]] std::optional<double> days(std::string_view column) const;
  [[nodiscard]] std::optional<bool> flag(std::string_view column) const;
  // The index of the word that the cell holds, in any case.
  [[nodiscard]] std::optional<std::size_t> word(std::string_view column, std::span<const std::string_view> words) const;
  void fault(std::string_view column, std::string what) const;
  // `"x" what`
  void faultOfCell(std::string_view column, std::string_view what) const;

 private:
  const std::map<std::string, std::size_t, std::less<>>& m_columns;
  const CsvRow& m_cells;
  std::size_t m_row;
  std::vector<ListNote>& m_notes;
};

// The slide of a row; what is wrong goes to the notes of `cells`.
[[nodiscard]] ListedSlide listedSlide(const ListCells& cells, const std::filesystem::path& folder);

// Notes for rows of a patient that disagree; and for slides that are listed twice. `slides` in the order of the list.
[[nodiscard]] std::vector<ListNote> patientFaults(std::span<const ListedSlide> slides);
[[nodiscard]] std::vector<ListNote> repeatedSlides(std::span<const ListedSlide> slides);

}  // namespace snitt
