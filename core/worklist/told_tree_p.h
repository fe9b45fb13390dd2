// Building what a laboratory tells of a case: the same specimen, block or slide told twice is one.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "core/cases/slide_identity.h"
#include "core/worklist/lab_event.h"

namespace snitt::told {

// Numbers and labels that name something: a cut one could be taken for another, so a longer one is an error.
inline constexpr std::size_t kMostNameBytes = 200;
// Names of people, kinds of specimen: cut.
inline constexpr std::size_t kMostWordBytes = 1000;
inline constexpr std::size_t kMostCommentBytes = std::size_t{1} << 20U;

ToldSpecimen& specimenOf(ToldCase& told, std::string_view label);
ToldBlock& blockOf(ToldSpecimen& specimen, std::string_view label);
// A slide of this number and stain; one without a barcode gets `barcode`.
ToldSlide& slideOf(ToldBlock& block, std::string_view number, std::string_view stain, std::string_view barcode);

// Puts a piece of glass where it belongs; as deep as the identity goes. Without a specimen it goes to `specimen`.
void place(ToldCase& told, const SlideIdentity& identity, std::string_view barcode, std::string_view specimen);

// Everything of `from` that `into` does not say yet, but for the comment.
void merge(ToldCase& into, ToldCase&& from);

// Builds a case's comment: orders and rows of one case repeat their notes.
class Notes {
 public:
  void add(ToldCase& told, const std::string& text);

 private:
  std::set<std::string> m_seen;
};

void addOrder(ToldCase& told, const std::string& order);

}  // namespace snitt::told
