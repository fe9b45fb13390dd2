# Net benefit for censored data, Vickers et al. (2008) written out with survfit.
source("common.R")

curve_of <- function(time, event, risk, horizon, thresholds) {
  risk_of <- function(keep) {
    fit <- survfit(Surv(time[keep], event[keep]) ~ 1)
    if (horizon > max(time[keep]) && min(fit$surv) > 0) return(NA)
    1 - summary(fit, times = horizon, extend = TRUE)$surv
  }
  all <- risk_of(rep(TRUE, length(time)))
  lapply(thresholds, function(p) {
    keep <- risk >= p
    share <- mean(keep)
    observed <- if (any(keep)) risk_of(keep) else 0
    net <- share * observed - share * (1 - observed) * p / (1 - p)
    every <- all - (1 - all) * p / (1 - p)
    list(threshold = p, treated = sum(keep), net = net, all = every, avoided = (net - every) / (p / (1 - p)))
  })
}

colon <- data_of("colon")
death <- colon[!is.na(colon$nodes) & colon$etype == 2, ]
risk <- 1 - exp(-1500 / 4000 * exp(0.09 * (death$nodes - 3.7) + 0.02 * (death$age - 60)))
lung <- data_of("lung")
high <- 1 - exp(-0.9 * exp(0.02 * (lung$age - 62)))
write_json(list(colon = curve_of(death$time, death$status, risk, 1500, seq(0.1, 0.95, by = 0.05)),
                lung = curve_of(lung$time, as.numeric(lung$status == 2), high, 365, seq(0.3, 0.9, by = 0.02))))
