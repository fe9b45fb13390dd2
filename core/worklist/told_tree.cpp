#include <algorithm>
#include <utility>

#include "core/hl7/charset.h"
#include "core/worklist/told_tree_p.h"

namespace snitt::told {
namespace {

void fill(std::string& into, std::string&& from) {
  if (into.empty()) into = std::move(from);
}

}  // namespace

ToldSpecimen& specimenOf(ToldCase& told, std::string_view label) {
  const auto found = std::ranges::find(told.specimens, label, &ToldSpecimen::label);
  if (found != told.specimens.end()) return *found;
  told.specimens.emplace_back().label = std::string(label);
  return told.specimens.back();
}

ToldBlock& blockOf(ToldSpecimen& specimen, std::string_view label) {
  const auto found = std::ranges::find(specimen.blocks, label, &ToldBlock::label);
  if (found != specimen.blocks.end()) return *found;
  specimen.blocks.emplace_back().label = std::string(label);
  return specimen.blocks.back();
}

ToldSlide& slideOf(ToldBlock& block, std::string_view number, std::string_view stain, std::string_view barcode) {
  auto found = std::ranges::find_if(
      block.slides, [&](const ToldSlide& slide) { return slide.number == number && slide.stain == stain; });
  if (found == block.slides.end()) {
    block.slides.push_back({std::string(number), std::string(stain), {}});
    found = block.slides.end() - 1;
  }
  fill(found->barcode, std::string(barcode));
  return *found;
}

void place(ToldCase& told, const SlideIdentity& identity, std::string_view barcode, std::string_view specimen) {
  ToldSpecimen& into = specimenOf(told, identity.specimen.empty() ? specimen : identity.specimen);
  const bool slide = !identity.slide.empty() || !identity.stain.empty();
  if (identity.block.empty() && !slide) return;
  ToldBlock& block = blockOf(into, identity.block);
  if (slide) slideOf(block, identity.slide, identity.stain, barcode);
}

void merge(ToldCase& into, ToldCase&& from) {
  for (const std::string& order : from.orders) addOrder(into, order);
  // A case is cancelled where all of its orders are.
  if (from.deed == OrderDeed::place) into.deed = OrderDeed::place;
  if (!into.priority || from.priority == Priority::urgent)
    into.priority = from.priority ? from.priority : into.priority;
  fill(into.received, std::move(from.received));
  for (ToldSpecimen& specimen : from.specimens) {
    ToldSpecimen& same = specimenOf(into, specimen.label);
    fill(same.kind, std::move(specimen.kind));
    fill(same.bodySite, std::move(specimen.bodySite));
    for (const ToldBlock& block : specimen.blocks) {
      ToldBlock& sameBlock = blockOf(same, block.label);
      if (!sameBlock.tumour) sameBlock.tumour = block.tumour;
      for (const ToldSlide& slide : block.slides) slideOf(sameBlock, slide.number, slide.stain, slide.barcode);
    }
  }
  for (ToldStaging& fact : from.staging)
    if (std::ranges::find(into.staging, fact.item, &ToldStaging::item) == into.staging.end())
      into.staging.push_back(std::move(fact));
}

void Notes::add(ToldCase& told, const std::string& text) {
  if (text.empty() || told.comment.size() >= kMostCommentBytes || !m_seen.insert(text).second) return;
  if (!told.comment.empty()) told.comment += '\n';
  told.comment += hl7::cutUtf8(text, kMostCommentBytes - told.comment.size());
}

void addOrder(ToldCase& told, const std::string& order) {
  if (order.empty() || std::ranges::find(told.orders, order) != told.orders.end()) return;
  told.orders.push_back(order);
}

}  // namespace snitt::told
