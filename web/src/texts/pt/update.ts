import type { Texts } from '../texts.ts';

export const update: Texts['update'] = {
  banner: 'O Parley foi atualizado. Recarregue esta página quando for conveniente.',
  reload: 'Recarregar',
  reloadAndComeBack: 'Recarregar e voltar',
  partMissing:
    'Não é possível carregar esta parte agora. Talvez o Parley tenha sido atualizado: recarregue a página depois da reunião.',
};
