# Limits of shares: the binomial's quantile (qbinom) for a stated share, and for one known from a reference the
# beta-binomial, as the mean of binomials over the beta by integrate(). Limits of the stability index in small samples
# by simulation. Scores of a self-starting CUSUM by their definition (pt, qnorm).
source("common.R")

stated <- apply(expand.grid(n = c(1, 20, 57, 400), share = c(0.002, 0.03, 0.4), alarm = c(1 / 52, 0.001)), 1, function(d) {
  from <- qbinom(d[["alarm"]], d[["n"]], d[["share"]], lower.tail = FALSE) + 1
  list(n = d[["n"]], share = d[["share"]], alarm = d[["alarm"]], from = from,
       chance = pbinom(from - 1, d[["n"]], d[["share"]], lower.tail = FALSE))
})
# The chance of k or more, as an integral over the share.
tail_of <- function(k, n, x, m) {
  if (k > n) return(0)
  integrate(function(p) pbinom(k - 1, n, p, lower.tail = FALSE) * dbeta(p, x + 0.5, m - x + 0.5), 0, 1,
            rel.tol = 1e-10, abs.tol = 0, subdivisions = 2000)$value
}
known <- apply(expand.grid(n = c(20, 57, 200), x = c(0, 4, 60), m = c(100, 300), alarm = c(1 / 52, 0.001)), 1, function(d) {
  chance <- sapply(0:(d[["n"]] + 1), tail_of, n = d[["n"]], x = d[["x"]], m = d[["m"]])
  from <- min(which(chance <= d[["alarm"]])) - 1
  list(n = d[["n"]], count = d[["x"]], reference = d[["m"]], alarm = d[["alarm"]], from = from, chance = chance[from + 1])
})

# The index's limit where bins are cut at quantiles of the reference: shares by rgamma, samples by rmultinom.
set.seed(1)
counts <- c(12, 12, 11, 11, 12, 11, 12, 11, 12, 12)
limits <- lapply(c(20, 50, 100), function(n) {
  values <- replicate(100000, {
    shares <- rgamma(length(counts), counts)
    now <- pmax(rmultinom(1, n, shares / sum(shares))[, 1], 0.5) / n
    sum((now - counts / sum(counts)) * log(now / (counts / sum(counts))))
  })
  list(n = n, limit = unname(quantile(values, 51 / 52)))
})

set.seed(4)
readings <- round(rnorm(30, 0.4, 0.02) + rep(c(0, 0.05), c(24, 6)), 4)
scores <- sapply(6:30, function(i) {
  before <- readings[seq_len(i - 1)]
  qnorm(pt(sqrt((i - 1) / i) * (readings[i] - mean(before)) / sd(before), i - 2))
})
write_json(list(stated = stated, known = known, reference = counts, limits = limits, readings = readings, scores = scores))
