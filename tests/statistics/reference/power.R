# The formulas of Schoenfeld, Freedman, Hsieh and Lavori, and Newcombe's method 4, written out with qnorm and pnorm; what
# C-index and how many patients a design needs by uniroot and by counting up.
source("common.R")

events_of <- function(information, hr, power, alpha)
  (qnorm(1 - alpha / 2) + qnorm(power))^2 / (information * log(hr)^2)
hazard <- do.call(c, lapply(c(0.5, 0.3), function(share) lapply(c(0.6, 1.5, 2.4), function(hr) {
  power <- 0.85
  alpha <- 0.05
  odds <- share / (1 - share)
  z <- qnorm(1 - alpha / 2) + qnorm(power)
  events <- 120
  reach <- function(h) pnorm(abs(log(h)) * sqrt(events * share * (1 - share)) - qnorm(1 - alpha / 2)) - power
  list(share = share, hr = hr, power = power, alpha = alpha,
       events = events_of(share * (1 - share), hr, power, alpha),
       freedman = z^2 * (1 + odds * hr)^2 / (odds * (1 - hr)^2),
       powerOf120 = pnorm(abs(log(hr)) * sqrt(events * share * (1 - share)) - qnorm(1 - alpha / 2)),
       detectable = uniroot(reach, c(1.0001, 50), tol = 1e-13)$root)
})))
covariate <- list(sd = 1.7, r2 = 0.2, hr = 1.3, power = 0.9, alpha = 0.01,
                  events = events_of(1.7^2 * (1 - 0.2), 1.3, 0.9, 0.01))

se_of <- function(c, phi, n)
  sqrt(c * (1 - c) * (1 + (n / 2 - 1) * ((1 - c) / (2 - c)) + (n / 2 - 1) * c / (1 + c)) / (n^2 * phi * (1 - phi)))
concordance <- lapply(list(c(0.7, 0.3), c(0.8, 0.05), c(0.62, 0.5)), function(d) {
  c <- d[1]
  phi <- d[2]
  n <- 2:200000
  se <- se_of(c, phi, n)
  z <- qnorm(0.975)
  reach <- function(x) pnorm((x - 0.6) / se_of(x, phi, 300) - z) - 0.8
  list(c = c, eventShare = phi, se = se_of(c, phi, c(2, 50.5, 300)), width = 2 * z * se_of(c, phi, 300),
       forSe = n[which(se <= 0.02)[1]], forWidth = n[which(2 * z * se <= 0.1)[1]],
       power = pnorm((c - 0.6) / se_of(c, phi, 300) - z),
       forPower = n[which(pnorm((c - 0.6) / se - z) >= 0.8)[1]],
       detectable = uniroot(reach, c(0.6001, 0.9999), tol = 1e-14)$root)
})
write_json(list(hazard = hazard, covariate = covariate, concordance = concordance))
