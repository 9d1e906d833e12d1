//! Native side of the catalogue bench.
use clearfloor_bench::columns::Columns;
use clearfloor_bench::pass::{Answers, Pass};

fn cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    text.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9
}

fn main() {
    let path = std::env::args().nth(1).unwrap();
    let bytes = std::fs::read(path).unwrap();
    let columns = Columns::read(&bytes).unwrap();
    let mut pass = Pass::new(columns, "2026-11-21").unwrap();
    let mut answers = Answers::default();
    let mut best = f64::MAX;
    let mut first = 0.0;
    for k in 0..20 {
        let began = cpu();
        pass.run(&mut answers).unwrap();
        let took = cpu() - began;
        if k == 0 {
            first = took;
        }
        best = best.min(took);
    }
    let n = pass.count() as f64;
    println!("pass: first {:.3} best {:.3} us/SKU", first * 1e6 / n, best * 1e6 / n);
    let bytes: Vec<u8> = answers.values.iter().flat_map(|v| v.to_le_bytes()).collect();
    std::fs::write("/tmp/native.values", bytes).unwrap();
}
