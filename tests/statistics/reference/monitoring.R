# Population stability with its distribution (pchisq, qchisq) and quantile edges (quantile, type 7); mean run lengths and
# chances of an alarm of a CUSUM from the integral equation of its run length, solved by Gauss-Legendre quadrature
# (Goel and Wu, 1971; Vance, 1986), which is another way than a Markov chain.
source("common.R")

# Nodes and weights on (0, h) by Golub and Welsch.
nodes_of <- function(h, n = 120) {
  i <- seq_len(n - 1)
  b <- i / sqrt(4 * i^2 - 1)
  j <- matrix(0, n, n)
  j[cbind(i, i + 1)] <- b
  j[cbind(i + 1, i)] <- b
  e <- eigen(j, symmetric = TRUE)
  list(x = h * (1 + e$values) / 2, w = h * e$vectors[1, ]^2)
}
# `kernel` takes a function of the sum to its mean after a step without alarm; row 1 is the sum 0.
kernel_of <- function(k, h, shift) {
  q <- nodes_of(h)
  from <- c(0, q$x)
  step <- outer(from, q$x, function(u, y) dnorm(y - u + k - shift)) %*% diag(q$w)
  cbind(pnorm(-from + k - shift), step)
}
side_mean <- function(k, h, shift) {
  m <- kernel_of(k, h, shift)
  solve(diag(nrow(m)) - m, rep(1, nrow(m)))[1]
}
side_silent <- function(k, h, shift, n) {
  m <- kernel_of(k, h, shift)
  rest <- rep(1, nrow(m))
  for (i in seq_len(n)) rest <- m %*% rest
  rest[1]
}
runs <- lapply(list(c(0.5, 4, 0), c(0.5, 5, 0), c(0.5, 5, 1), c(0.25, 8, 0), c(0, 3, 0.4), c(1, 2.52, 0), c(0.5, 9, 0),
                    c(0.5, 0.4, 0)), function(d) {
  up <- side_mean(d[1], d[2], d[3])
  down <- side_mean(d[1], d[2], -d[3])
  alarm <- function(n) 1 - side_silent(d[1], d[2], d[3], n) * side_silent(d[1], d[2], -d[3], n)
  list(k = d[1], h = d[2], shift = d[3], upper = up, both = 1 / (1 / up + 1 / down), within = c(1, 20, 100),
       alarm = sapply(c(1, 20, 100), alarm), upperAlarm20 = 1 - side_silent(d[1], d[2], d[3], 20))
})

stability_of <- function(reference, current) {
  used <- reference + current > 0
  p <- pmax(reference, 0.5)[used] / sum(reference)
  q <- pmax(current, 0.5)[used] / sum(current)
  value <- sum((q - p) * log(q / p))
  scale <- 1 / sum(reference) + 1 / sum(current)
  list(reference = reference, current = current, value = value, bins = sum(used),
       p = pchisq(value / scale, sum(used) - 1, lower.tail = FALSE),
       critical = qchisq(0.95, sum(used) - 1) * scale)
}
set.seed(12)
values <- round(rgamma(37, 2), 2)
write_json(list(
  runs = runs,
  stability = list(stability_of(c(100, 100, 100, 100), c(20, 30, 25, 41)), stability_of(c(12, 0, 9, 4, 0), c(5, 3, 0, 8, 0)),
                   stability_of(c(5000, 3000, 2000), c(4900, 3050, 2050))),
  edges = list(values = values, ten = unname(quantile(values, 1:9 / 10)), four = unname(quantile(values, 1:3 / 4)))))
