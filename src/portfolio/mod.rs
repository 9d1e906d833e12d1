//! Every scenario for every product of a catalogue.
