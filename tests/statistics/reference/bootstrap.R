# Percentile and BCa intervals of boot::boot.ci from boot's own replicates, which the tests read; the influence values
# are those of boot's usual jackknife (empinf, type "jack"). The numbers are made up here.
source("common.R")
suppressPackageStartupMessages(library(boot))
set.seed(20)
RNGversion("4.0.0")

x <- round(rexp(23, 0.1), 1)
y <- round(2 + 0.5 * x + rnorm(23, sd = 4), 1)
data <- data.frame(x, y)

share <- function(d, f) sum(f * (d$y > 5)) / sum(f)
slope <- function(d, f) {
  mx <- sum(f * d$x) / sum(f)
  my <- sum(f * d$y) / sum(f)
  sum(f * (d$x - mx) * (d$y - my)) / sum(f * (d$x - mx)^2)
}
# Undefined where the first patient was drawn more than twice, as a figure may be.
sometimes <- function(d, f) if (f[1] > 2) NA else sum(f * d$x) / sum(f)

case <- function(name, statistic, resamples) {
  b <- boot(data, statistic, R = resamples, stype = "f")
  l <- empinf(data = data, statistic = statistic, type = "jack", stype = "f")
  without <- sapply(seq_len(nrow(data)), function(i) statistic(data, replace(rep(1, nrow(data)), i, 0)))
  limits <- function(conf) {
    b$t <- b$t[is.finite(b$t), , drop = FALSE]
    b$R <- nrow(b$t)
    ci <- boot.ci(b, conf = conf, type = c("perc", "bca"), L = l)
    list(conf = conf, percentile = ci$percent[1, 4:5], bca = ci$bca[1, 4:5])
  }
  list(name = name, value = b$t0, replicates = as.vector(b$t), jackknife = without, sd = sd(b$t, na.rm = TRUE),
       undefined = sum(!is.finite(b$t)), intervals = lapply(c(0.95, 0.9, 0.5), limits))
}

write_json(list(cases = list(case("slope", slope, 500), case("share, tied", share, 499),
                             case("undefined at times", sometimes, 400), case("extreme", slope, 25))))
