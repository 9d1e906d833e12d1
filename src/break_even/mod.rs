//! Every price that meets a target, exactly: intervals, cent grid, floors, charm prices.
