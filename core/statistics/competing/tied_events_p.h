// What incidence and Gray's test share.
#pragma once

namespace snitt::statistics {

// By how much `count` events at one time among `atRisk` vary less than as many single ones: the hypergeometric
// (Y − d) / (Y − 1). 1 for a single event.
[[nodiscard]] inline double tiedShare(double count, double atRisk) {
  return count > 1 ? 1 - (count - 1) / (atRisk - 1) : 1;
}

}  // namespace snitt::statistics
