// What a whole slide will score, estimated from the blocks of tiles that were scored so far. Pure functions.
//
// The blocks are a simple random sample without replacement of all of a slide's blocks. Each is summed up by additive
// figures (how many tiles, the sum of their activations, …), and a score is a function of the sums, so a ratio
// estimator: blocks may hold different numbers of tiles. The variance is the delete-one-block jackknife's with the
// finite population correction 1 − m/M (Wolter, Introduction to Variance Estimation, 2nd ed., section 4.3; Cochran,
// Sampling Techniques, 3rd ed., section 6.17), on the logit scale, where scores near 0 and 1 are not squeezed.
//
// Student's t has a third of the degrees of freedom that Satterthwaite's formula gives the variance from the kurtosis
// of the blocks' influences, and begins at kLeastBlocks. Both were found by simulation
// (tests/core/block_estimate_test.cpp): steep poolings and patchy tissue make the variance itself so uncertain that the
// textbook's m − 1 degrees held the score in 80–90 % of cases while few blocks were known. As it is here it is 91–98 %
// for pooling by Noisy-AND and by the mean. Attention that gives a few tiles most of the weight leaves fewer blocks that
// count: there 84–92 % with 12 to 20 blocks and 91–95 % with 40 to 80 were found.
//
// What no sample can know: a small focus that alone decides the score and that no visited block has touched. Where that
// is a twentieth of the tissue, the first intervals hold the score in 70–95 % of cases, by the pooling. And a
// confidence of 95 % is that of one look: of many looks at one slide more than 5 in 100 may miss.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace snitt {

struct BlockEstimate {
  double score = 0;    // as if the rest were like the blocks that were seen
  double lower95 = 0;  // the score of all blocks lies between them in 95 of 100 looks
  double upper95 = 0;
};

// Below this many blocks there is no interval.
inline constexpr std::size_t kLeastBlocks = 12;

// From sums to a score in [0, 1]; nothing where they give none (no tile that could be read).
using ScoreOfSums = std::function<std::optional<double>(std::span<const double> sums)>;

// `sums`: of each visited block, all of one length; `blockCount`: of the whole slide. Nothing below kLeastBlocks, or
// where a block holds all there is. Once all blocks are there the interval closes on the score itself, however few they
// are. Calls `score` once a block and once more.
[[nodiscard]] std::optional<BlockEstimate> estimateFromBlocks(std::span<const std::vector<double>> sums,
                                                              std::size_t blockCount, const ScoreOfSums& score);

}  // namespace snitt
