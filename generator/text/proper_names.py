"""Words of titles that keep their capital inside a sentence: names of people, languages, places, products.

A word belongs here if a title that has it with a capital nearly always means the name. `Lion` and `Ray` do
not.
"""

_PEOPLE = """
    Abel Abelian Adam Ampere Arnold Archimedean Banach Bayes Bayesian Bellman Bernoulli Bernstein Bessel
    Boltzmann Boole Boolean Borel Bregman Brenier Brownian Bures Carlo Cartesian Cauchy Chebyshev Chernoff
    Cholesky Chomsky Clifford Cobb Coulomb Cramér Darcy Darwin Darwinian Dedekind Delaunay Dirac Dirichlet
    Donsker Doppler Douglas Duchenne Einstein Erdős Erdos Euclid Euclidean Euler Eulerian Fermi Fibonacci
    Fisher Fokker Fourier Frank Fréchet Frechet Fredholm Frobenius Gabor Galerkin Galois Gauss Gaussian
    Gibbs Ginzburg Gram Green's Haar Hadamard Hamilton Hamiltonian Hamming Hankel Hausdorff Hebb Hebbian
    Helmholtz Hermite Hermitian Hessian Hilbert Hoeffding Hölder Hooke Hopf Hopfield Householder Huffman
    Hurwitz Ising Itô Jacobi Jacobian Jensen Jordan Kalman Kantorovich Karhunen Karush Kolmogorov Kronecker
    Krylov Kullback Lagrange Lagrangian Lanczos Landau Langevin Laplace Laplacian Lebesgue Legendre Leibler
    Levenberg Lévy Levy Liouville Lipschitz Loève Lorentz Lorentzian Lyapunov Mahalanobis Marangoni Marcenko
    Markov Markovian Marquardt Maxwell Mercer Milstein Minkowski Monte Moore Moreau Nash Navier Neumann
    Nesterov Newton Newtonian Noether Nyquist Nyström Nystrom Orlicz Ornstein Pareto Parseval Pascal Pearson
    Penrose Petri Picard Planck Poincaré Poincare Poisson Polyak Pontryagin Pythagorean Rademacher Rayleigh
    Riccati Riemann Riemannian Robbins Runge Kutta Schmidt Schrödinger Schrodinger Schwarz Shannon Shapley
    Sinkhorn Sobolev Stackelberg Stein Stiefel Stirling Stokes Taylor Thompson Tikhonov Toeplitz Tsallis
    Tucker Turing Uhlenbeck Vandermonde Vapnik Viterbi Volterra Voronoi Wald Walsh Wasserstein Weibull Welch
    Wiener Wigner Wishart Wolfe Zipf Zipfian Alzheimer Alzheimer's Parkinson Parkinson's Huntington Ulysses
    Ockham Occam's Goodhart's Moore's Amdahl's
"""
_PLACES = """
    Africa African America American Arabic Asia Asian Australia Australian Basque Bengali Brazil Brazilian
    Britain British Bulgarian California Canada Canadian Cantonese Catalan China Chinese Croatian Czech
    Danish Dutch Earth England English Estonian Europe European Finnish France French German Germany Greek
    Hebrew Hindi Hungarian Icelandic India Indian Indonesia Indonesian Iran Ireland Irish Israel Italian
    Italy Japan Japanese Java JavaScript Kenya Korea Korean Latin Latvian Lithuanian Malay Mandarin Mexican
    Mexico Mongolian Nepali Nigeria Norwegian Persian Poland Portugal Portuguese Quechua Romanian Russia
    Russian Sanskrit Serbian Slavic Slovak Slovenian Spain Spanish Swahili Sweden Swedish Swiss Switzerland
    Tamil Telugu Thai Thailand Tibetan Turkish Ukraine Ukrainian Urdu Vietnam Vietnamese Welsh Yoruba Zulu
"""
_PRODUCTS = """
    Amazon Android Apple's Ascend Blizzard Bluetooth Conformer Docker Ethernet Facebook Facebook's Fortran
    Gemini Github Google Google's Hadoop Haskell Horovod Huawei Intel Julia Jupyter Kaggle Kubernetes Linux
    Llama Mamba Megatron Microsoft Microsoft's Mistral Mixtral Monarch Nerfstudio Netflix Nvidia Python
    Pytorch Qwen Reddit Swin Tensorflow Twitter U-Net V-Net Unix Wikipedia Youtube
"""
PROPER_NAMES = frozenset(f"{_PEOPLE} {_PLACES} {_PRODUCTS}".split())
