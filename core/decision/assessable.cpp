#include "core/decision/assessable.h"

#include <algorithm>
#include <cmath>

#include "core/decision/tell_apart.h"
#include "core/text/number.h"

namespace snitt {
namespace {

class Reasons {
 public:
  void add(const std::string& reason) { m_text += (m_text.empty() ? "" : "; ") + reason; }
  [[nodiscard]] std::optional<std::string> take() {
    return m_text.empty() ? std::nullopt : std::optional(std::move(m_text));
  }

 private:
  std::string m_text;
};

std::string tiles(int count) { return std::to_string(count) + (count == 1 ? " tile" : " tiles"); }

void checkArea(double tumourMm2, double least, Reasons& reasons) {
  if (std::isnan(tumourMm2)) return reasons.add("the tumour's area could not be measured");
  if (tumourMm2 <= 0) return reasons.add("no tumour was found");
  if (tumourMm2 >= least) return;
  const int decimals = decimalsToTellApart(tumourMm2, least, 2);
  reasons.add("the tumour has " + fixed(tumourMm2, decimals) + " mm², at least " + fixed(least, decimals) +
              " mm² are needed");
}

// `of` and `is` make "31.0 % of the tumour region is blurred".
void checkShare(double share, double most, const std::string& of, const std::string& is, Reasons& reasons) {
  if (std::isnan(share)) return reasons.add("how much " + of + " is " + is + " could not be measured");
  if (share <= most) return;
  const int decimals = decimalsToTellApart(share * 100, most * 100, 1);
  reasons.add(fixed(share * 100, decimals) + " % " + of + " is " + is + ", at most " + fixed(most * 100, decimals) +
              " % may be");
}

void checkTiles(const AssessableLimits& limits, const AssessableFigures& figures, Reasons& reasons) {
  for (const TileCount& count : figures.tiles) {
    const auto limit = limits.leastTiles.find(count.resolution);
    // A score needs a tile even where the bundle asks for none.
    const int least = limit == limits.leastTiles.end() ? 1 : std::max(limit->second, 1);
    const int readable = count.planned - count.unreadable;
    if (readable < least)
      reasons.add(count.resolution + " has " + tiles(readable) + " that could be read, at least " +
                  std::to_string(least) + (least == 1 ? " is" : " are") + " needed");
    if (count.planned > 0)
      checkShare(static_cast<double>(count.unreadable) / count.planned, limits.mostUnreadableShare,
                 "of the tiles of " + count.resolution, "unreadable", reasons);
  }
  for (const auto& [resolution, least] : limits.leastTiles)
    if (std::ranges::none_of(figures.tiles, [&](const TileCount& count) { return count.resolution == resolution; }))
      reasons.add(resolution + " has no tiles, at least " + std::to_string(least) + (least == 1 ? " is" : " are") +
                  " needed");
}

}  // namespace

std::optional<std::string> notAssessableReason(const AssessableLimits& limits, const AssessableFigures& figures) {
  Reasons reasons;
  checkArea(figures.tumourMm2, limits.leastTumourMm2, reasons);
  // Without tumour every other figure is about nothing.
  if (figures.tumourMm2 <= 0) return reasons.take();
  checkShare(figures.blurredShare, limits.mostBlurredShare, "of the tumour region", "blurred", reasons);
  checkShare(figures.foldedShare, limits.mostFoldedShare, "of the tumour region", "folded", reasons);
  checkShare(figures.inkedShare, limits.mostInkedShare, "of the tumour region", "covered by ink", reasons);
  checkTiles(limits, figures, reasons);
  return reasons.take();
}

}  // namespace snitt
