// All annotations of one slide, and the edits that lead from one state of it to another. One thread at a time; the
// annotations themselves are shared and never change, so that another thread may paint or store them meanwhile.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/annotation/annotation_measure.h"

namespace snitt {

using AnnotationPtr = std::shared_ptr<const Annotation>;

// One annotation before and after; null: it was not there.
struct AnnotationChange {
  AnnotationPtr before;
  AnnotationPtr after;
};

// What is done, and undone, as one step.
using AnnotationEdit = std::vector<AnnotationChange>;
[[nodiscard]] AnnotationEdit reversed(const AnnotationEdit& edit);

struct PlacedAnnotation {
  AnnotationPtr annotation;
  std::size_t place = 0;
};

class AnnotationSet {
 public:
  AnnotationSet() = default;
  explicit AnnotationSet(const std::vector<AnnotationPtr>& annotations);
  // At the places that they had (placeOf), no two at one, none beyond kMostPlaces.
  explicit AnnotationSet(const std::vector<PlacedAnnotation>& annotations);
  static constexpr std::size_t kMostPlaces = 100'000'000;

  [[nodiscard]] std::size_t size() const { return m_byId.size(); }
  [[nodiscard]] bool empty() const { return m_byId.empty(); }
  // Null where there is none.
  [[nodiscard]] AnnotationPtr find(const std::string& id) const;
  // Of one that is or was there; it keeps its place as long as this set lives.
  [[nodiscard]] std::size_t placeOf(const std::string& id) const;
  // Whether one of this id was there and is no longer.
  [[nodiscard]] bool wasRemoved(const std::string& id) const { return m_removed.contains(id); }
  // In the order in which they were added; later ones lie on top.
  [[nodiscard]] std::vector<AnnotationPtr> all() const;
  // Found by way of bins of powers of two, each at least as large as what it holds. Those whose box touches `box`,
  // lowest first.
  [[nodiscard]] std::vector<AnnotationPtr> in(const Box& box) const;
  // The same one by one with the box of each, in no order, until `visit` returns false. Many of those whose longer edge
  // is below `leastEdge` are passed over, quickly.
  using Visit = std::function<bool(const AnnotationPtr& annotation, const Box& box, std::size_t place)>;
  void eachIn(const Box& box, const Visit& visit, double leastEdge = 0) const;
  // The bins that hold all of it, among other things; one annotation may lie in several. They never change: another
  // thread may look through them whatever becomes of the set.
  struct Placed {
    AnnotationPtr annotation;
    Box box;
    std::size_t place = 0;
  };
  using Bin = std::vector<Placed>;
  [[nodiscard]] std::vector<std::shared_ptr<const Bin>> binsIn(const Box& box, double leastEdge = 0) const;
  // What is pointed at: the topmost line, point or outline within `reach`, else the smallest area around the place; a
  // smaller area goes before the outline of a larger one. Null: none.
  [[nodiscard]] AnnotationPtr at(Point place, double reach) const;

  // Adds, replaces and removes. What was removed and comes again (undo) takes the place that it had.
  void apply(const AnnotationEdit& edit);
  // Counts applied edits: whoever has seen this number has seen this state.
  [[nodiscard]] std::size_t version() const { return m_version; }

 private:
  struct Entry {
    AnnotationPtr annotation;  // null: removed
    Box box;
  };
  struct BinKey {
    int level;
    std::int64_t x;
    std::int64_t y;
    bool operator==(const BinKey&) const = default;
  };
  struct BinHash {
    std::size_t operator()(const BinKey& key) const;
  };
  // A copy of its own where somebody else holds the bin.
  static Bin& writable(std::shared_ptr<Bin>& bin);
  // Until `visit(key, bin)` returns false.
  template <class VisitBin>
  void eachBin(const Box& box, double leastEdge, const VisitBin& visit) const;
  void index(std::size_t entry);
  void unindex(std::size_t entry);

  std::vector<Entry> m_entries;                            // by order
  std::unordered_map<std::string, std::size_t> m_byId;     // of what is there
  std::unordered_map<std::string, std::size_t> m_removed;  // the place that it had
  std::unordered_map<BinKey, std::shared_ptr<Bin>, BinHash> m_bins;
  std::unordered_map<int, std::size_t> m_levels;  // how many entries lie on each
  std::size_t m_version = 0;
};

}  // namespace snitt
